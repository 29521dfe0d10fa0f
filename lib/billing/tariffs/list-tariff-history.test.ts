import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, plantTariff, plantUser, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { addTariffPrice } from './add-tariff-price'
import { findTariffHistory, listTariffHistory } from './list-tariff-history'
import { retireTariff } from './retire-tariff'

let database: TestDatabase
let adminId: string

beforeAll(async () => {
  database = await createTestDatabase()
  adminId = await plantUser(database.db)
})
afterAll(() => database.close())

test('knows the price in force and those to come, newest date first', async () => {
  const { db } = database
  const tariffId = await plantTariff(db, { hourlyRateMicros: 5n })
  const price = { tariffId, hourlyRateMicros: 7n, effectiveFrom: after(1000), adminId }
  await db.transaction((tx) => addTariffPrice(tx, { ...price, appliesToExisting: false, asOf: START }))
  const before = await findTariffHistory(db, { tariffId, asOf: after(999) })
  expect(before?.current?.hourlyRateMicros).toBe(5n)
  expect(before?.prices).toMatchObject([
    { hourlyRateMicros: 7n, effectiveFrom: after(1000), appliesToExisting: false },
    { hourlyRateMicros: 5n },
  ])
  const from = await findTariffHistory(db, { tariffId, asOf: after(1000) })
  expect(from?.current?.hourlyRateMicros).toBe(7n)
})

test('a retired tariff goes to the end of the list', async () => {
  const { db } = database
  const [first, second] = [
    await plantTariff(db, { hourlyRateMicros: 1n }),
    await plantTariff(db, { hourlyRateMicros: 2n }),
  ]
  await db.transaction((tx) => retireTariff(tx, { tariffId: first, asOf: START, adminId }))
  const ids = (await listTariffHistory(db, { asOf: START })).map(({ id }) => id)
  expect(ids.indexOf(first)).toBeGreaterThan(ids.indexOf(second))
})

test.each(['no-id', '019ab000-0000-7000-8000-000000000000'])('there is no tariff %s', async (tariffId) => {
  expect(await findTariffHistory(database.db, { tariffId, asOf: START })).toBeUndefined()
})
