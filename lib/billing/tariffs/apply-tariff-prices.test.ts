import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rateChanges, subscriptions } from '@/db/schema'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { moveClock } from '@/lib/sandbox-clock/move-clock'
import { plantTariff, plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { startSubscription } from '../subscriptions/start-subscription'
import { addTariffPrice } from './add-tariff-price'
import { applyTariffPrices } from './apply-tariff-prices'
import { createTariff } from './create-tariff'
import { listTariffHistory } from './list-tariff-history'
import { retireTariff } from './retire-tariff'
import { listTariffs } from './tariff'

let database: TestDatabase
let adminId: string

/** A clock of its own: later than the wall clock, so that it only has to go forward. */
const BASE = Date.UTC(2030, 0, 1)
const at = (hours: number) => new Date(BASE + hours * HOUR_MS)

beforeAll(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
  await moveClock(database.db, { now: at(0) })
})
afterAll(() => database.close())

async function plantSubscriber(tariffId: string, hour: number) {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor: 1_000_000n, asOf: at(hour) })
  const result = await db.transaction((tx) =>
    startSubscription(tx, { userId: wallet.userId, tariffId, quantity: 2, name: '', asOf: at(hour) }),
  )
  if (!result.ok) throw new Error('it has money')
  return { ...wallet, subscriptionId: result.subscription.id }
}

test('a dated price is charged from its date on and never before', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  const subscriber = await plantSubscriber(tariffId, 0)
  const price = { tariffId, hourlyRateMicros: 30_000_000n, effectiveFrom: at(2.5), asOf: at(0), adminId }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: true }))
  await moveClock(db, { now: at(4) })

  // 2.5 h × 2 × 10 + 1.5 h × 2 × 30 minor units.
  expect((await findWallet(db, subscriber))?.balanceMinor).toBe(1_000_000n - 140n)
  const changes = await db
    .select({ at: rateChanges.at, rate: rateChanges.hourlyRateMicros, cause: rateChanges.cause })
    .from(rateChanges)
    .where(eq(rateChanges.walletId, subscriber.walletId))
    .orderBy(asc(rateChanges.id))
  expect(changes).toEqual([
    { at: at(0), rate: 20_000_000n, cause: 'started' },
    { at: at(2.5), rate: 60_000_000n, cause: 'price_changed' },
  ])
})

test('those who subscribe may keep their price, until one comes that is for all', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  const old = await plantSubscriber(tariffId, 4)
  const price = { tariffId, effectiveFrom: null, asOf: at(4), adminId }
  await db.transaction((tx) =>
    addTariffPrice(tx, { ...price, hourlyRateMicros: 50_000_000n, appliesToExisting: false }),
  )
  const fresh = await plantSubscriber(tariffId, 4)
  await moveClock(db, { now: at(5) })
  expect((await findWallet(db, old))?.balanceMinor).toBe(1_000_000n - 20n)
  expect((await findWallet(db, fresh))?.balanceMinor).toBe(1_000_000n - 100n)

  await db.transaction((tx) =>
    addTariffPrice(tx, { ...price, asOf: at(5), hourlyRateMicros: 20_000_000n, appliesToExisting: true }),
  )
  await moveClock(db, { now: at(6) })
  expect((await findWallet(db, old))?.balanceMinor).toBe(1_000_000n - 60n)
  expect((await findWallet(db, fresh))?.balanceMinor).toBe(1_000_000n - 140n)
})

test('a suspended subscription takes the new price when it resumes', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 600_000_000_000n })
  const subscriber = await plantSubscriber(tariffId, 6)
  await moveClock(db, { now: at(8) })
  const price = { tariffId, hourlyRateMicros: 10_000_000n, effectiveFrom: null, asOf: at(8), adminId }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: true }))
  await moveClock(db, { now: at(9) })
  const [row] = await db.select().from(subscriptions).where(eq(subscriptions.id, subscriber.subscriptionId))
  expect(row).toMatchObject({ status: 'suspended', hourlyRateMicros: 10_000_000n })
  expect((await findWallet(db, subscriber))?.hourlyRateMicros).toBe(0n)
})

test('a wallet that cannot carry a price keeps its own, and holds up nobody', async () => {
  const { db } = database
  const dear = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  const other = await plantTariff(db, { hourlyRateMicros: 10_000_000n })
  const stuck = await plantSubscriber(dear, 9)
  const free = await plantSubscriber(other, 9)
  await database.owner`update subscriptions set quantity = 1000 where id = ${stuck.subscriptionId}`
  await database.owner`update wallets set hourly_rate_micros = 10000000000 where id = ${stuck.walletId.toString()}`
  await database.owner`insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
    select id, last_hourly_billing, hourly_rate_micros, 'test' from wallets where id = ${stuck.walletId.toString()}`
  const price = { effectiveFrom: null, asOf: at(9), adminId, appliesToExisting: true }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, tariffId: dear, hourlyRateMicros: 2n ** 55n }))
  await db.transaction((tx) =>
    addTariffPrice(tx, { ...price, tariffId: other, hourlyRateMicros: 20_000_000n }),
  )
  expect(await applyTariffPrices(db)).toEqual({ switched: 1, failed: 1 })
  expect((await findWallet(db, stuck))?.hourlyRateMicros).toBe(10_000_000_000n)
  expect((await findWallet(db, free))?.hourlyRateMicros).toBe(40_000_000n)
})

test('a tariff is listed at its price of the day, with its history for admins, until it is retired', async () => {
  const { db } = database
  const tariffId = await db.transaction((tx) =>
    createTariff(tx, {
      name: 'New',
      description: '',
      currency: 'USD',
      hourlyRateMicros: 893_000n,
      asOf: at(9),
      adminId,
    }),
  )
  const price = { tariffId, hourlyRateMicros: 900_000n, effectiveFrom: at(20), asOf: at(9), adminId }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: true }))
  const priceAt = async (hour: number) =>
    (await listTariffs(db, { asOf: at(hour) })).find(({ id }) => id === tariffId)?.hourlyRateMicros
  expect([await priceAt(8), await priceAt(10), await priceAt(20)]).toEqual([undefined, 893_000n, 900_000n])
  const history = (await listTariffHistory(db, { asOf: at(10) })).find(({ id }) => id === tariffId)
  expect(history?.current?.hourlyRateMicros).toBe(893_000n)
  expect(history?.prices).toHaveLength(2)

  const corrected = { ...price, hourlyRateMicros: 910_000n, appliesToExisting: true }
  await db.transaction((tx) => addTariffPrice(tx, corrected))
  expect(await priceAt(20)).toBe(910_000n)
  await expect(
    db.transaction((tx) => addTariffPrice(tx, { ...price, effectiveFrom: at(1), appliesToExisting: true })),
  ).rejects.toMatchObject({ code: 'invalid_request', field: 'effective_from' })

  await db.transaction((tx) => retireTariff(tx, { tariffId, asOf: at(9), adminId }))
  expect(await priceAt(10)).toBeUndefined()
  const { userId } = await plantWallet(db, { balanceMinor: 100n, currency: 'USD', asOf: at(9) })
  await expect(
    db.transaction((tx) => startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: at(10) })),
  ).rejects.toMatchObject({ code: 'tariff_retired' })
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})
