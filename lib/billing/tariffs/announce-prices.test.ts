import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { plantTariff, plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { startSubscription } from '../subscriptions/start-subscription'
import { stopSubscription } from '../subscriptions/stop-subscription'
import { addTariffPrice } from './add-tariff-price'
import { announcePrices } from './announce-prices'
import { freezeClock, plantSubscribers } from './price-move.fixture'
import { takeBackPrice } from './take-back-price'
import { tellOfPrice } from './tell-of-price'

let database: TestDatabase
let adminId: string

const at = (hours: number) => new Date(Date.UTC(2030, 0, 1) + hours * HOUR_MS)

beforeEach(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
  await freezeClock(database, at(0))
})
afterEach(() => database.close())

async function plantSubscriber(tariffId: string, quantity = 1) {
  const { userId } = await plantWallet(database.db, { balanceMinor: 1_000_000n, asOf: at(0) })
  const result = await database.db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity, name: '', asOf: at(0) }),
  )
  if (!result.ok) throw new Error('it has money')
  return { userId, subscriptionId: result.subscription.id }
}

const addPrice = (
  tariffId: string,
  price: { micros: bigint; hour: number; appliesToExisting?: boolean; capHours?: number },
) =>
  database.db.transaction((tx) =>
    addTariffPrice(tx, {
      tariffId,
      hourlyRateMicros: price.micros,
      monthlyCapHours: price.capHours ?? null,
      effectiveFrom: at(price.hour),
      appliesToExisting: price.appliesToExisting ?? true,
      asOf: at(0),
      adminId,
    }),
  )

const takeBack = (tariffId: string, priceId: bigint) =>
  database.db.transaction((tx) => takeBackPrice(tx, { tariffId, priceId, asOf: at(0), adminId }))

/** What has been told of prices, in its order. */
async function told() {
  const rows = await database.owner<{ type: string; user_id: string; data: Record<string, unknown> }[]>`
    select type, user_id, data from outbox where type like 'subscription.price%' order by id`
  return rows.map(({ type, user_id: userId, data }) => ({ type: type.split('.')[1], userId, ...data }))
}

test('who will move to a price is told when and to what, once', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  const { userId, subscriptionId } = await plantSubscriber(tariffId, 3)
  await addPrice(tariffId, { micros: 17_500_000_000n, hour: 48, capHours: 672 })
  expect(await announcePrices(db)).toBe(1)
  expect(await announcePrices(db)).toBe(0)
  expect(await told()).toEqual([
    {
      type: 'price_announced',
      userId,
      subscription: subscriptionId,
      tariff: tariffId,
      quantity: 3,
      currency: 'RUB',
      effective_from: at(48).toISOString(),
      old_unit_hourly_rate: '150.00',
      new_unit_hourly_rate: '175.00',
      old_monthly_cap_hours: null,
      new_monthly_cap_hours: 672,
    },
  ])
})

test('nobody is told of what does not touch them', async () => {
  const { db, owner } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const [stopped, byHand, same] = [
    await plantSubscriber(tariffId),
    await plantSubscriber(tariffId),
    await plantSubscriber(tariffId),
  ]
  const other = await plantTariff(db, { hourlyRateMicros: 10n })
  await plantSubscriber(other)
  await db.transaction((tx) => stopSubscription(tx, { ...stopped, asOf: at(0) }))
  await owner`update subscriptions set tariff_price_id = null where id = ${byHand.subscriptionId}`
  await owner`update subscriptions set hourly_rate_micros = 20 where id = ${same.subscriptionId}`
  await addPrice(tariffId, { micros: 20n, hour: 5 })
  await addPrice(tariffId, { micros: 30n, hour: 6, appliesToExisting: false })
  // It holds from now on: the move itself tells of it.
  await addPrice(other, { micros: 40n, hour: 0 })
  expect(await announcePrices(db)).toBe(0)
})

test('those who were told of a price hear that it is taken back, and nobody else does', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  const early = await plantSubscriber(tariffId)
  const priceId = await addPrice(tariffId, { micros: 20n, hour: 5 })
  await announcePrices(db)
  await plantSubscriber(tariffId)
  await takeBack(tariffId, priceId)
  // However late the job comes.
  await freezeClock(database, at(6))
  expect(await announcePrices(db)).toBe(1)
  expect(await announcePrices(db)).toBe(0)
  const of = { userId: early.userId, subscription: early.subscriptionId, effective_from: at(5).toISOString() }
  expect(await told()).toMatchObject([
    { type: 'price_announced', ...of },
    { type: 'price_taken_back', ...of },
  ])
})

test('what is taken back before anybody was told of it is never told', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10n })
  await plantSubscriber(tariffId)
  await takeBack(tariffId, await addPrice(tariffId, { micros: 20n, hour: 5 }))
  expect(await announcePrices(db)).toBe(0)
})

test('of two prices of one instant, the last word is of the one that comes', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 1_000_000n })
  await plantSubscriber(tariffId)
  await addPrice(tariffId, { micros: 2_000_000n, hour: 5 })
  await announcePrices(db)
  await addPrice(tariffId, { micros: 3_000_000n, hour: 5 })
  expect(await announcePrices(db)).toBe(2)
  expect(await told()).toMatchObject([
    { type: 'price_announced', new_unit_hourly_rate: '0.02' },
    { type: 'price_taken_back', new_unit_hourly_rate: '0.02' },
    { type: 'price_announced', new_unit_hourly_rate: '0.03' },
  ])
})

test('cut off after a batch, it goes on behind it; many at once tell each one once', async () => {
  const { db, owner } = database
  const tariffId = await plantSubscribers(database, { count: 1_700, since: at(-1) })
  const count = await database.db.$count(subscriptions)
  const priceId = await addPrice(tariffId, { micros: 5n, hour: 5 })
  const notice = { priceId, tariffId, kind: 'announced' } as const
  expect(await db.transaction((tx) => tellOfPrice(tx, notice))).toEqual({ told: 500, isDone: false })
  const cutOff = db.transaction(async (tx) => {
    await tellOfPrice(tx, notice)
    throw new Error('cut off')
  })
  await expect(cutOff).rejects.toThrow('cut off')

  const others = [1, 2].map(() => createDatabase(database.url, { max: 2 }))
  const sums = await Promise.all([db, ...others.map((other) => other.db)].map(announcePrices))
  await Promise.all(others.map(({ close }) => close()))
  expect(sums.reduce((sum, one) => sum + one, 0)).toBe(count - 500)
  const [row] = await owner`
    select count(*)::int as events, count(distinct data->>'subscription')::int as subscriptions from outbox`
  expect(row).toEqual({ events: count, subscriptions: count })
})

test('taken back in the middle, it is told to nobody else', async () => {
  const { db } = database
  const tariffId = await plantSubscribers(database, { count: 700, since: at(-1) })
  const priceId = await addPrice(tariffId, { micros: 5n, hour: 5 })
  const notice = { priceId, tariffId, kind: 'announced' } as const
  await db.transaction((tx) => tellOfPrice(tx, notice))
  await takeBack(tariffId, priceId)
  expect(await db.transaction((tx) => tellOfPrice(tx, notice))).toEqual({ told: 0, isDone: true })
  expect(await announcePrices(db)).toBe(500)
  expect(await announcePrices(db)).toBe(0)
})
