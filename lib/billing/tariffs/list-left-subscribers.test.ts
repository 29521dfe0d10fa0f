import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantTariff, plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { startSubscription } from '../subscriptions/start-subscription'
import { addTariffPrice } from './add-tariff-price'
import { applyTariffPrices } from './apply-tariff-prices'
import { countStuckSubscribers, listLeftSubscribers } from './list-left-subscribers'
import { findTariffHistory } from './list-tariff-history'
import { freezeClock } from './price-move.fixture'
import { dueForExisting, movableSubscriptions, priceProgress } from './price-progress'

let database: TestDatabase
let adminId: string
let tariffId: string
let stuckId: string

const BASE = Date.UTC(2030, 0, 1)
const at = (hours: number) => new Date(BASE + hours * HOUR_MS)

/** Times a million pieces it does not fit a wallet; times one it does. */
const HUGE = 2n ** 55n

beforeAll(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
  tariffId = await plantTariff(database.db, { hourlyRateMicros: 10n })
  for (const quantity of [1, 1, 1_000_000, 1, 1]) {
    const id = await plantSubscriber(quantity)
    if (quantity > 1) stuckId = id
  }
  await database.db.transaction((tx) =>
    addTariffPrice(tx, {
      tariffId,
      hourlyRateMicros: HUGE,
      effectiveFrom: at(2),
      appliesToExisting: true,
      asOf: at(0),
      adminId,
    }),
  )
})
afterAll(() => database.close())

async function plantSubscriber(quantity: number): Promise<string> {
  const { userId } = await plantWallet(database.db, { balanceMinor: 10n ** 15n, asOf: at(0) })
  const result = await database.db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity, name: 'x', asOf: at(0) }),
  )
  if (!result.ok) throw new Error('it has money')
  return result.subscription.id
}

async function progressAt(hour: number) {
  const tariff = await findTariffHistory(database.db, { tariffId, asOf: at(hour) })
  if (!tariff) throw new Error('there is one')
  return tariff.prices.map((price) => priceProgress(tariff, price, at(hour)))
}

test('before its date a price has nobody left, and says how many it will move', async () => {
  expect(await progressAt(1)).toEqual([
    { state: 'scheduled', moved: 0, left: 5 },
    { state: 'none', moved: 5, left: 0 },
  ])
  const query = { tariffId, asOf: at(1), limit: 10 }
  expect(await listLeftSubscribers(database.db, query)).toEqual({ rows: [], nextCursor: null })
})

test('whoever is left is listed page by page, newest first, with the reason', async () => {
  expect((await progressAt(2))[0]).toEqual({ state: 'moving', moved: 0, left: 5 })
  const query = { tariffId, asOf: at(2), limit: 3 }
  const first = await listLeftSubscribers(database.db, query)
  const second = await listLeftSubscribers(database.db, { ...query, cursor: first.nextCursor ?? '' })
  expect(second.nextCursor).toBeNull()
  const rows = [...first.rows, ...second.rows]
  expect(rows.map(({ reason }) => reason)).toEqual([
    'waiting',
    'waiting',
    'cannot_carry',
    'waiting',
    'waiting',
  ])
  const ids = rows.map(({ subscriptionId }) => subscriptionId)
  expect(ids).toEqual(ids.toSorted().reverse())
  expect(rows[2]).toMatchObject({ subscriptionId: stuckId, quantity: 1_000_000, hourlyRateMicros: 10n })
  expect(rows[2]?.email).toContain('@example.test')
  await expect(listLeftSubscribers(database.db, { ...query, cursor: 'x' })).rejects.toMatchObject({
    code: 'invalid_request',
  })
})

test('those who can move do, and the rest is counted as stuck', async () => {
  await freezeClock(database, at(2))
  expect(await applyTariffPrices(database.db)).toEqual({ switched: 4, failed: 1 })
  expect((await progressAt(2))[0]).toEqual({ state: 'moving', moved: 4, left: 1 })
  const query = { tariffId, asOf: at(2), limit: 3 }
  expect(await countStuckSubscribers(database.db, query)).toBe(1)
  expect((await listLeftSubscribers(database.db, query)).rows).toMatchObject([
    { subscriptionId: stuckId, reason: 'cannot_carry' },
  ])
  const tariff = await findTariffHistory(database.db, { tariffId, asOf: at(2) })
  expect(tariff && movableSubscriptions(tariff)).toBe(5)
  expect(tariff && dueForExisting(tariff, at(2))?.hourlyRateMicros).toBe(HUGE)
})

test('a price that all can carry takes over: it is done, and the one before is past', async () => {
  const price = { tariffId, hourlyRateMicros: 20n, effectiveFrom: null, asOf: at(3), adminId }
  await database.db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: true }))
  await freezeClock(database, at(3))
  expect(await applyTariffPrices(database.db)).toEqual({ switched: 5, failed: 0 })
  expect((await progressAt(3)).map(({ state }) => state)).toEqual(['done', 'past', 'none'])
  expect(await countStuckSubscribers(database.db, { tariffId, asOf: at(3) })).toBe(0)
})
