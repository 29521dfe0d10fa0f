import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, plantTariff, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '../time'
import { previewChange } from './preview-change'
import { previewStart } from './preview-start'
import { startSubscription } from './start-subscription'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.close())

/** 150.00 an hour. */
const RATE = 15_000_000_000n

test('a start is foreseen as it then happens', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 30_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const wish = { userId, tariffId, quantity: 2, asOf: START }
  expect(await previewStart(db, wish)).toEqual({
    currency: 'RUB',
    availableMinor: 30_000n,
    addedRateMicros: 2n * RATE,
    hourlyRateMicros: 2n * RATE,
    depletesAt: after(HOUR_MS),
  })
  const started = await db.transaction((tx) => startSubscription(tx, { ...wish, name: '' }))
  expect(started.ok && started.subscription.entitledUntil).toEqual(after(HOUR_MS))
})

test('a user without a wallet sees that there is nothing to start on', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { currency: 'USD' })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const preview = await previewStart(db, { userId, tariffId, quantity: 1, asOf: START })
  expect(preview).toMatchObject({ availableMinor: 0n, depletesAt: START })
})

test('a change of what runs counts what was used before at the old rate', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 60_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const dearer = await plantTariff(db, { hourlyRateMicros: 3n * RATE })
  const started = await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: START }),
  )
  const subscriptionId = started.ok ? started.subscription.id : ''
  const asOf = after(HOUR_MS)
  const wish = { userId, subscriptionId, asOf }
  expect(await previewChange(db, { ...wish, quantity: 3 })).toMatchObject({
    availableMinor: 45_000n,
    subscriptionRateMicros: 3n * RATE,
    hourlyRateMicros: 3n * RATE,
    depletesAt: after(2 * HOUR_MS),
    runs: true,
  })
  expect(await previewChange(db, { ...wish, tariffId: dearer, quantity: 1 })).toMatchObject({
    subscriptionRateMicros: 3n * RATE,
    depletesAt: after(2 * HOUR_MS),
  })
})

test('a change of what stands still costs nothing until it resumes', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 15_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const started = await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: START }),
  )
  const subscriptionId = started.ok ? started.subscription.id : ''
  const preview = await previewChange(db, { userId, subscriptionId, quantity: 4, asOf: after(2 * HOUR_MS) })
  expect(preview).toMatchObject({ runs: false, subscriptionRateMicros: 4n * RATE, hourlyRateMicros: 0n })
})

test('a number of pieces whose price cannot be counted is refused', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 1n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 2n ** 62n })
  await expect(previewStart(db, { userId, tariffId, quantity: 2, asOf: START })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'quantity',
  })
})
