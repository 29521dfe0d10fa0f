import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { billingRuns, outbox, subscriptions } from '@/db/schema'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { findDryWallets } from '@/lib/ledger/settlement/find-dry-wallets'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { after, START, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { changeSubscription } from '../subscriptions/change-subscription'
import { suspendDepleted } from './suspend-depleted'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 12 })
})
afterAll(async () => {
  await pool.close()
  await database.close()
})

const eventsOf = (userId: string) =>
  database.db
    .select({ type: outbox.type, at: outbox.at, data: outbox.data })
    .from(outbox)
    .where(eq(outbox.userId, userId))
    .orderBy(asc(outbox.id))

test('it suspends as of the instant the money ended, and leaves whoever has money alone', async () => {
  const poor = await plantRunning(database.db, { balanceMinor: 150n })
  const rich = await plantRunning(database.db, { balanceMinor: 1_000_000n })
  await freezeClock(database.db, after(1.5 * HOUR_MS - 1))
  expect(await suspendDepleted(database.db)).toBe(0)
  await freezeClock(database.db, after(4 * HOUR_MS))
  expect(await suspendDepleted(database.db)).toBe(1)
  expect(await eventsOf(poor.userId)).toEqual([
    {
      type: 'subscription.suspended',
      at: after(1.5 * HOUR_MS),
      data: { subscription: poor.subscriptionId },
    },
  ])
  expect((await findWallet(database.db, rich))?.lastHourlyBilling).toEqual(START)
})

test('suspending and resuming are told once each, however many passes run at once', async () => {
  const wallets = await Promise.all(
    Array.from({ length: 20 }, () => plantRunning(pool.db, { balanceMinor: 100n, asOf: after(4 * HOUR_MS) })),
  )
  await freezeClock(pool.db, after(6 * HOUR_MS))
  const counts = await Promise.all(Array.from({ length: 8 }, () => suspendDepleted(pool.db)))
  expect(counts.reduce((sum, count) => sum + count)).toBe(20)
  const [first] = wallets
  if (!first) throw new Error('there are wallets')
  await Promise.all(Array.from({ length: 8 }, () => topUp(pool.db, first.walletId, 10n, after(6 * HOUR_MS))))
  await freezeClock(pool.db, after(9 * HOUR_MS))
  await Promise.all(Array.from({ length: 8 }, () => suspendDepleted(pool.db)))
  expect((await eventsOf(first.userId)).map(({ type, at }) => [type, at.getTime()])).toEqual([
    ['subscription.suspended', after(5 * HOUR_MS).getTime()],
    ['subscription.resumed', after(6 * HOUR_MS).getTime()],
    ['subscription.suspended', after(6.8 * HOUR_MS).getTime()],
  ])
  for (const { userId } of wallets.slice(1)) expect(await eventsOf(userId)).toHaveLength(1)
  expect(await verifyLedger(database.db)).toEqual([])
})

test('one that is suspended a second time at the same instant, after the clock went back, is told of again', async () => {
  const { db } = database
  const { userId, walletId } = await plantRunning(db, { balanceMinor: 1000n })
  const settle = (hours: number) =>
    db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: after(hours * HOUR_MS) }))
  // A clock that is ahead for a moment: the money ends at hour 10.
  await settle(24)
  await topUp(db, walletId, 500n, after(HOUR_MS))
  const charge = { userId, currency: 'RUB', amountMinor: 500n, reason: '', actor: 'test' }
  expect(await chargeWallet(db, { ...charge, asOf: after(2 * HOUR_MS) })).toMatchObject({ ok: true })
  await settle(11)
  expect((await eventsOf(userId)).map(({ type, at }) => [type, at.getTime()])).toEqual([
    ['subscription.suspended', after(10 * HOUR_MS).getTime()],
    ['subscription.resumed', after(10 * HOUR_MS).getTime()],
    ['subscription.suspended', after(10 * HOUR_MS).getTime()],
  ])
  expect(await verifyLedger(db)).toEqual([])
})

test('what resumes by itself since after the clock went back does not stand still wrongly', async () => {
  const { db } = database
  const { userId, walletId, subscriptionId } = await plantRunning(db, { balanceMinor: 1000n })
  const resume = (resumesOnTopUp: boolean, hours: number) =>
    db.transaction((tx) =>
      changeSubscription(tx, { userId, subscriptionId, resumesOnTopUp, asOf: after(hours * HOUR_MS) }),
    )
  const selection = { walletId }
  await db.transaction((tx) => settleWallets(tx, { selection, asOf: after(24 * HOUR_MS) }))
  await resume(false, 24)
  await topUp(db, walletId, 500n, after(12 * HOUR_MS))
  await resume(true, 13)
  expect(await verifyLedger(db)).toEqual([])
})

test('a wallet whose monthly cap was reached changes its rate, and nothing else is charged for it', async () => {
  const began = after(10 * HOUR_MS)
  const capped = await plantRunning(database.db, {
    balanceMinor: 100_000n,
    monthlyCapHours: 5,
    asOf: began,
  })
  await freezeClock(database.db, after(17 * HOUR_MS))
  expect(await suspendDepleted(database.db)).toBe(0)
  expect(await findWallet(database.db, capped)).toMatchObject({
    hourlyRateMicros: 0n,
    balanceMinor: 99_500n,
    nextRateChangeAt: new Date('2026-04-01T00:00:00.000Z'),
  })
})

test('what a forgiving run is about to give back is left to it', async () => {
  const fresh = await createTestDatabase()
  await plantRunning(fresh.db, { balanceMinor: 100n })
  const asOf = after(5 * HOUR_MS)
  await freezeClock(fresh.db, asOf)
  await fresh.db.insert(billingRuns).values({ asOf, forgivenFrom: START })
  expect(await suspendDepleted(fresh.db)).toBe(0)
  await fresh.db.update(billingRuns).set({ status: 'finished' })
  expect(await suspendDepleted(fresh.db)).toBe(1)
  await fresh.close()
})

test('many are suspended in batches that each commit: a pass that dies is gone on with', async () => {
  const many = await createTestDatabase()
  await plantManyWallets(many.owner, { count: 1000, since: START })
  await freezeClock(many.db, after(24 * HOUR_MS))
  const asOf = after(24 * HOUR_MS)
  expect(await findDryWallets(many.db, { asOf, afterId: 0n, limit: 3 })).toEqual([1n, 2n, 3n])
  expect(await findDryWallets(many.db, { asOf, afterId: 998n, limit: 3 })).toEqual([999n, 1000n])
  // The transaction that meets this wallet fails, as it would if the process were killed there.
  await many.owner`alter table wallets add constraint stop_here check (id <> 501 or balance > 0)`
  await expect(suspendDepleted(many.db)).rejects.toThrow()
  const count = () => many.db.$count(subscriptions, eq(subscriptions.status, 'suspended'))
  expect(await count()).toBe(400)
  await many.owner`alter table wallets drop constraint stop_here`
  expect(await suspendDepleted(many.db)).toBe(600)
  expect(await count()).toBe(1000)
  expect(await many.db.$count(outbox)).toBe(1000)
  expect(await verifyLedger(many.db)).toEqual([])
  await many.close()
})
