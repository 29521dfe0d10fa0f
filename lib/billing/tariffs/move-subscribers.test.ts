import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outbox, subscriptions } from '@/db/schema'
import { meterWithCap } from '@/lib/ledger/settlement/meter-subscription'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantTariff, plantUser, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { runBilling } from '../runs/run-billing'
import { startSubscription } from '../subscriptions/start-subscription'
import { applyTariffPrices } from './apply-tariff-prices'
import { createTariff } from './create-tariff'
import { freezeClock, raisePrice } from './price-move.fixture'

let database: TestDatabase
let adminId: string

const BASE = Date.UTC(2030, 0, 1)
const at = (hours: number) => new Date(BASE + hours * HOUR_MS)
const OLD = 10_000_000n
const NEW = 30_000_000n

beforeAll(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
})
afterAll(() => database.close())

async function plantSubscriber(hour: number, tariffId: string, balanceMinor = 1_000_000n) {
  await freezeClock(database, at(hour))
  const wallet = await plantWallet(database.db, { balanceMinor, asOf: at(hour) })
  return { ...wallet, subscriptionId: await start(wallet.userId, tariffId, hour) }
}

async function start(userId: string, tariffId: string, hour: number): Promise<string> {
  const result = await database.db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 2, name: '', asOf: at(hour) }),
  )
  if (!result.ok) throw new Error('it has money')
  return result.subscription.id
}

async function read(subscriptionId: string) {
  const [row] = await database.db.select().from(subscriptions).where(eq(subscriptions.id, subscriptionId))
  if (!row) throw new Error('there is one')
  return row
}

const balanceOf = async (walletId: bigint) => {
  const [row] = await database.owner`select balance from wallets where id = ${walletId.toString()}`
  return BigInt(row?.balance)
}

test.each([
  ['a cap that the hours of this month have reached', 0, 300, 200, true],
  ['a cap that they have not', 0, 300, 400, false],
  ['a cap on hours of a month that is over', 0, 800, 100, false],
  ['no cap', 0, 300, null, false],
])('%s counts the hours that were charged', async (_case, begin, changed, capHours, isCapped) => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: OLD })
  const subscriber = await plantSubscriber(begin, tariffId)
  const before = await read(subscriber.subscriptionId)
  await freezeClock(database, at(changed))
  await raisePrice(db, { tariffId, hourlyRateMicros: NEW, monthlyCapHours: capHours, adminId })
  expect(await applyTariffPrices(db)).toEqual({ switched: 1, failed: 0 })
  const after = await read(subscriber.subscriptionId)
  // The same as when its user changes it.
  expect(after).toMatchObject(meterWithCap(before, { at: at(changed), capHours }))
  expect(after.hourlyRateMicros).toBe(NEW)
  expect(after.cappedUntil !== null).toBe(isCapped)

  const charged = 1_000_000n - BigInt(2 * 10 * changed)
  expect(await balanceOf(subscriber.walletId)).toBe(charged)
  await runBilling(db, { asOf: at(changed + 5), allowFuture: true })
  expect(await balanceOf(subscriber.walletId)).toBe(isCapped ? charged : charged - BigInt(2 * 30 * 5))
})

test('one that had reached its cap is charged again from the instant a price without one holds for it', async () => {
  const { db } = database
  const offer = { name: 'Capped', description: '', currency: 'RUB', asOf: at(0), adminId }
  const tariffId = await createTariff(db, { ...offer, hourlyRateMicros: OLD, monthlyCapHours: 10 })
  const subscriber = await plantSubscriber(0, tariffId)
  await freezeClock(database, at(20))
  await raisePrice(db, { tariffId, hourlyRateMicros: NEW, adminId })
  expect(await applyTariffPrices(db)).toEqual({ switched: 1, failed: 0 })
  await runBilling(db, { asOf: at(21), allowFuture: true })
  // Ten hours at the old price, ten for nothing, one at the new.
  expect(await balanceOf(subscriber.walletId)).toBe(1_000_000n - 200n - 60n)
})

test('each move is told once, with the rates as texts', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: OLD })
  const { userId, walletId, subscriptionId } = await plantSubscriber(30, tariffId)
  await freezeClock(database, at(31))
  const priceId = await raisePrice(db, { tariffId, hourlyRateMicros: NEW, monthlyCapHours: 672, adminId })
  await applyTariffPrices(db)
  await applyTariffPrices(db)
  expect(await db.select().from(outbox).where(eq(outbox.walletId, walletId))).toMatchObject([
    {
      key: `subscription.price_changed:${subscriptionId}:${priceId}`,
      type: 'subscription.price_changed',
      userId,
      at: at(31),
      data: {
        subscription: subscriptionId,
        tariff: tariffId,
        quantity: 2,
        currency: 'RUB',
        old_unit_hourly_rate: '0.10',
        new_unit_hourly_rate: '0.30',
        old_monthly_cap_hours: null,
        new_monthly_cap_hours: 672,
      },
    },
  ])
})

test('what runs dry before it switches pays its old price to the end, and resumes at the new', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: OLD })
  const other = await plantTariff(db, { hourlyRateMicros: OLD })
  const { walletId, userId, subscriptionId } = await plantSubscriber(40, tariffId, 100n)
  await start(userId, other, 40)
  await freezeClock(database, at(50))
  await raisePrice(db, { tariffId, hourlyRateMicros: NEW, adminId })
  await applyTariffPrices(db)
  // 100 lasts 2.5 hours at 2 × 10 + 2 × 10.
  expect(await read(subscriptionId)).toMatchObject({
    status: 'suspended',
    suspendedAt: at(42.5),
    hourlyRateMicros: NEW,
  })
  await topUp(db, walletId, 1_000n, at(51))
  await runBilling(db, { asOf: at(52), allowFuture: true })
  expect(await balanceOf(walletId)).toBe(1_000n - 60n - 20n)
})

test('all of it leaves no violation, once the month of the cap is over', async () => {
  await freezeClock(database, at(31 * 24))
  await runBilling(database.db, { asOf: at(31 * 24), allowFuture: true })
  expect(await verifyLedger(database.db)).toEqual([])
})
