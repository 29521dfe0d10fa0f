import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { billingRuns, outbox } from '@/db/schema'
import { after, START, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { stopSubscription } from '../subscriptions/stop-subscription'
import { suspendDepleted } from './suspend-depleted'
import { warnLowBalances } from './warn-low-balances'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>
const hours = (count: number) => after(Math.round(count * HOUR_MS))

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 12 })
})
afterAll(async () => {
  await pool.close()
  await database.close()
})
beforeEach(() => freezeClock(pool.db, START))

async function warnAt(hour: number): Promise<void> {
  await freezeClock(pool.db, hours(hour))
  await warnLowBalances(pool.db, [72, 24])
}

async function warnings(userId: string): Promise<unknown[]> {
  const rows = await pool.db.select().from(outbox).where(eq(outbox.userId, userId)).orderBy(asc(outbox.id))
  return rows.filter(({ type }) => type === 'balance.low').map(({ data }) => data.hours)
}

test('each threshold is told once, with when the money ends and what is left', async () => {
  const { userId, walletId } = await plantRunning(pool.db, { balanceMinor: 10_000n })
  await warnAt(27.9)
  expect(await warnings(userId)).toEqual([])
  for (const hour of [28, 28, 40, 75.9, 76, 90, 99.9]) await warnAt(hour)
  const rows = await pool.db.select().from(outbox).where(eq(outbox.userId, userId)).orderBy(asc(outbox.id))
  expect(rows).toMatchObject([
    {
      key: `balance.low:${walletId}:1`,
      type: 'balance.low',
      walletId,
      at: hours(28),
      data: { hours: 72, depletes_at: hours(100).toISOString(), currency: 'RUB', available: '72.00' },
    },
    { key: `balance.low:${walletId}:2`, at: hours(76), data: { hours: 24, available: '24.00' } },
  ])
})

test('a top-up arms it again once clearly more time is left, even at the same instant', async () => {
  const { userId, walletId } = await plantRunning(pool.db, { balanceMinor: 10_000n })
  await warnAt(90)
  await topUp(pool.db, walletId, 1_600n, hours(90))
  await warnAt(90)
  await warnAt(94)
  expect(await warnings(userId)).toEqual([24])
  await topUp(pool.db, walletId, 1_000n, hours(94))
  await warnAt(94)
  await warnAt(103)
  expect(await warnings(userId)).toEqual([24, 24])
  await topUp(pool.db, walletId, 10_000n, hours(103))
  await warnAt(103)
  await warnAt(160)
  expect(await warnings(userId)).toEqual([24, 24, 72])
})

test('it waits neither for nor with the charges of a wallet', async () => {
  const { userId, walletId } = await plantRunning(pool.db, { balanceMinor: 1_000n })
  await database.owner.begin(async (tx) => {
    await tx`select 1 from wallets where id = ${walletId.toString()} for update`
    await warnAt(1)
  })
  expect(await warnings(userId)).toEqual([24])
})

test('nobody is warned where nothing runs, or the money has ended', async () => {
  const stopped = await plantRunning(pool.db, { balanceMinor: 1_000n })
  await pool.db.transaction((tx) => stopSubscription(tx, { ...stopped, asOf: hours(1) }))
  const dry = await plantRunning(pool.db, { balanceMinor: 100n })
  await warnAt(2)
  await suspendDepleted(pool.db)
  await warnAt(2)
  expect(await warnings(stopped.userId)).toEqual([])
  expect(await warnings(dry.userId)).toEqual([])
})

test('processes that look at once tell each wallet once', async () => {
  const wallets = await Promise.all(
    Array.from({ length: 30 }, () => plantRunning(pool.db, { balanceMinor: 2_000n })),
  )
  await freezeClock(pool.db, hours(1))
  await Promise.all(Array.from({ length: 8 }, () => warnLowBalances(pool.db, [72, 24])))
  for (const { userId } of wallets) expect(await warnings(userId)).toEqual([24])
})

test('a monthly cap is reckoned with: what is free soon lasts, what costs again soon does not', async () => {
  // 10 hours to pay for and then a free month: 12 hours of money last until the next month has cost 2 of its hours.
  const lasting = await plantRunning(pool.db, { balanceMinor: 1_200n, monthlyCapHours: 10 })
  await warnAt(1)
  expect(await warnings(lasting.userId)).toEqual([])
  await freezeClock(pool.db, hours(11))
  await suspendDepleted(pool.db)
  await warnAt(31 * 24 - 71)
  expect(await warnings(lasting.userId)).toEqual([])
  await warnAt(31 * 24 - 69)
  expect(await warnings(lasting.userId)).toEqual([72])
  await warnAt(31 * 24 - 21)
  expect(await warnings(lasting.userId)).toEqual([72, 24])
})

test('while billing gives an outage back, nobody is warned', async () => {
  const fresh = await createTestDatabase()
  await plantRunning(fresh.db, { balanceMinor: 1_000n })
  const asOf = after(HOUR_MS)
  await freezeClock(fresh.db, asOf)
  await fresh.db.insert(billingRuns).values({ asOf, forgivenFrom: START })
  expect(await warnLowBalances(fresh.db, [24])).toBe(0)
  await fresh.db.update(billingRuns).set({ status: 'finished' })
  expect(await warnLowBalances(fresh.db, [24])).toBe(1)
  await fresh.close()
})
