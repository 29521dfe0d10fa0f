import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantTariff, plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { startSubscription } from '../subscriptions/start-subscription'
import { stopSubscription } from '../subscriptions/stop-subscription'
import { readSubscription } from '../subscriptions/subscription'
import { addTariffPrice } from './add-tariff-price'
import { applyTariffPrices } from './apply-tariff-prices'
import { findTariffHistory } from './list-tariff-history'
import { freezeClock } from './price-move.fixture'
import { bringBackTariff, retireTariff } from './retire-tariff'
import { takeBackPrice } from './take-back-price'
import { listTariffs, readOpenTariff } from './tariff'
import { listUpcomingPrices, listUpcomingTariffPrices } from './upcoming-price'

let database: TestDatabase
let adminId: string

const BASE = Date.UTC(2030, 0, 1)
const at = (hours: number) => new Date(BASE + hours * HOUR_MS)

beforeAll(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
})
afterAll(() => database.close())

async function plantSubscriber(tariffId: string, hour: number) {
  const { userId } = await plantWallet(database.db, { balanceMinor: 1_000_000n, asOf: at(hour) })
  const result = await database.db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: at(hour) }),
  )
  if (!result.ok) throw new Error('it has money')
  const subscriptionId = result.subscription.id
  const rate = async () =>
    (await readSubscription(database.db, { userId, subscriptionId, asOf: at(hour) })).unitHourlyRateMicros
  return { userId, subscriptionId, rate }
}

/** A price set at hour 0, in force from another. */
const addPrice = (tariffId: string, micros: number, hour: number, appliesToExisting: boolean, asOf = at(0)) =>
  database.db.transaction((tx) =>
    addTariffPrice(tx, {
      tariffId,
      hourlyRateMicros: BigInt(micros),
      effectiveFrom: at(hour),
      appliesToExisting,
      asOf,
      adminId,
    }),
  )

const takeBack = (tariffId: string, priceId: bigint, hour: number) =>
  database.db.transaction((tx) => takeBackPrice(tx, { tariffId, priceId, asOf: at(hour), adminId }))

test('a price that is taken back reaches nobody: each keeps the price they have, however old', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const first = await plantSubscriber(tariffId, 0)
  await addPrice(tariffId, 20, 1, false)
  const second = await plantSubscriber(tariffId, 1)
  const priceId = await addPrice(tariffId, 30, 5, true)
  const announced = { hourlyRateMicros: 30n, monthlyCapHours: null, effectiveFrom: at(5), priceId }
  for (const subscriber of [first, second]) {
    expect(await readSubscription(db, { ...subscriber, asOf: at(2) })).toMatchObject({
      upcomingPrice: announced,
    })
  }

  await takeBack(tariffId, priceId, 4)
  expect(await readSubscription(db, { ...first, asOf: at(4) })).toMatchObject({ upcomingPrice: null })
  await freezeClock(database, at(6))
  expect(await applyTariffPrices(db)).toEqual({ switched: 0, failed: 0 })
  expect([await first.rate(), await second.rate()]).toEqual([10n, 20n])
  expect(await readOpenTariff(db, { tariffId, asOf: at(6) })).toMatchObject({ hourlyRateMicros: 20n })
  const history = await findTariffHistory(db, { tariffId, asOf: at(6) })
  expect(history?.prices.map(({ hourlyRateMicros, isReplaced }) => [hourlyRateMicros, isReplaced])).toEqual([
    [20n, false],
    [30n, true],
    [20n, false],
    [10n, false],
  ])
})

test('what is set after a price was taken back goes on beyond its date', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const [first, second] = [await addPrice(tariffId, 30, 5, true), await addPrice(tariffId, 40, 6, true)]
  // The later one first: what it restores is then taken back as well.
  await takeBack(tariffId, second, 1)
  await takeBack(tariffId, first, 1)
  const rateAt = async (hour: number) =>
    (await readOpenTariff(db, { tariffId, asOf: at(hour) })).hourlyRateMicros
  expect(await Promise.all([4, 5, 6].map(rateAt))).toEqual([10n, 10n, 10n])
  await addPrice(tariffId, 12, 2, true, at(2))
  expect(await Promise.all([1, 2, 5, 6].map(rateAt))).toEqual([10n, 12n, 12n, 12n])
  // A price that does change something keeps its date.
  await addPrice(tariffId, 50, 6, true, at(3))
  await addPrice(tariffId, 13, 3, false, at(3))
  expect(await Promise.all([3, 5, 6].map(rateAt))).toEqual([13n, 13n, 50n])
})

test('what is in force, was taken back or has nothing before it stays', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const priceId = await addPrice(tariffId, 30, 5, true)
  await expect(takeBack(tariffId, priceId, 5)).rejects.toMatchObject({ code: 'conflict' })
  await takeBack(tariffId, priceId, 4)
  await expect(takeBack(tariffId, priceId, 4)).rejects.toMatchObject({ code: 'conflict' })
  const other = await plantTariff(db, { hourlyRateMicros: 10n })
  await expect(takeBack(other, priceId, 4)).rejects.toMatchObject({ code: 'not_found' })
  const [first] = (await findTariffHistory(db, { tariffId: other, asOf: at(0) }))?.prices ?? []
  await expect(
    db.transaction((tx) =>
      takeBackPrice(tx, { tariffId: other, priceId: first?.id ?? 0n, asOf: new Date(-1), adminId }),
    ),
  ).rejects.toMatchObject({ code: 'conflict' })
})

test('an instant that was read just before its date does not take back what somebody pays', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const { rate } = await plantSubscriber(tariffId, 0)
  const priceId = await addPrice(tariffId, 30, 7, true)
  await freezeClock(database, at(7))
  await applyTariffPrices(db)
  expect(await rate()).toBe(30n)
  await expect(takeBack(tariffId, priceId, 6.999)).rejects.toMatchObject({ code: 'conflict' })
})

test('a price that somebody is subscribing at just now is not taken back', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const priceId = await addPrice(tariffId, 90, 5, true)
  const { userId } = await plantWallet(db, { balanceMinor: 1_000_000n, asOf: at(0) })
  const wish = { userId, tariffId, quantity: 1, name: '', asOf: at(5) }
  const takingBack = await db.transaction(async (tx) => {
    expect(await startSubscription(tx, wish)).toMatchObject({ ok: true })
    // Its instant was read just before the date.
    const waiting = takeBack(tariffId, priceId, 4.999).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 100))
    return { waiting }
  })
  expect(await takingBack.waiting).toMatchObject({ code: 'conflict' })
})

test('what is announced is the next price that changes something, for those it is for', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const [one, stopped, byHand] = [
    await plantSubscriber(tariffId, 0),
    await plantSubscriber(tariffId, 0),
    await plantSubscriber(tariffId, 0),
  ]
  await addPrice(tariffId, 10, 1, true)
  await addPrice(tariffId, 15, 2, false)
  await addPrice(tariffId, 40, 3, true)
  const corrected = await addPrice(tariffId, 35, 3, true)
  await addPrice(tariffId, 50, 9, true)
  await db.transaction((tx) => stopSubscription(tx, { ...stopped, asOf: at(0) }))
  await database.owner`update subscriptions set tariff_price_id = null where id = ${byHand.subscriptionId}`
  const subscriptionIds = [one, stopped, byHand].map(({ subscriptionId }) => subscriptionId)
  const upcoming = { hourlyRateMicros: 35n, monthlyCapHours: null, effectiveFrom: at(3), priceId: corrected }
  // Until the job has moved it, one that is due is still to come.
  for (const asOf of [at(0), at(4)]) {
    expect(await listUpcomingPrices(db, { subscriptionIds, asOf })).toEqual(
      new Map([[one.subscriptionId, upcoming]]),
    )
  }
  expect(await listUpcomingPrices(db, { subscriptionIds: [], asOf: at(0) })).toEqual(new Map())
})

test('whoever is about to subscribe sees the price they would move to, and not one for newcomers alone', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const plain = await plantTariff(db, { hourlyRateMicros: 10n })
  await addPrice(tariffId, 10, 1, true)
  await addPrice(tariffId, 15, 2, false)
  await addPrice(tariffId, 40, 3, true)
  const corrected = await addPrice(tariffId, 35, 3, true)
  const later = await addPrice(tariffId, 50, 9, true)
  const upcomingAt = async (hour: number) => {
    const prices = await listUpcomingTariffPrices(db, { asOf: at(hour) })
    expect(prices.has(plain)).toBe(false)
    return prices.get(tariffId)
  }
  const next = { hourlyRateMicros: 35n, monthlyCapHours: null, effectiveFrom: at(3), priceId: corrected }
  expect(await Promise.all([0, 2].map(upcomingAt))).toEqual([next, next])
  // It is the tariff's own price from its date on.
  expect(await upcomingAt(3)).toMatchObject({ priceId: later })
  await takeBack(tariffId, later, 4)
  expect(await upcomingAt(4)).toBeUndefined()
})

test('a retired tariff is kept, not started nor changed to, and can be brought back', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const kept = await plantSubscriber(tariffId, 10)
  const decision = { tariffId, adminId, actor: 'key:1' }
  await expect(db.transaction((tx) => bringBackTariff(tx, decision))).rejects.toMatchObject({
    code: 'not_found',
  })
  await db.transaction((tx) => retireTariff(tx, { ...decision, asOf: at(10) }))
  const isListed = async () => (await listTariffs(db, { asOf: at(12) })).some(({ id }) => id === tariffId)
  expect(await isListed()).toBe(false)
  await expect(readOpenTariff(db, { tariffId, asOf: at(12) })).rejects.toMatchObject({
    code: 'tariff_retired',
  })
  // The prices set for those who subscribe still come.
  await addPrice(tariffId, 12, 11, true, at(10))
  await freezeClock(database, at(11))
  await applyTariffPrices(db)
  expect(await kept.rate()).toBe(12n)

  await db.transaction((tx) => bringBackTariff(tx, decision))
  expect(await isListed()).toBe(true)
  const done = await db.select({ action: auditLog.action, actor: auditLog.actor }).from(auditLog)
  expect(done).toEqual(
    expect.arrayContaining([
      { action: 'tariff.retired', actor: 'key:1' },
      { action: 'tariff.brought_back', actor: 'key:1' },
    ]),
  )
})

test.each([0, 744, 1.5, -1])('a cap of %s hours is none', async (monthlyCapHours) => {
  const tariffId = await plantTariff(database.db, { hourlyRateMicros: 10n })
  const price = { tariffId, hourlyRateMicros: 1n, monthlyCapHours, effectiveFrom: null, asOf: at(0), adminId }
  await expect(
    database.db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: true })),
  ).rejects.toMatchObject({ code: 'invalid_request', field: 'monthly_cap_hours' })
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})
