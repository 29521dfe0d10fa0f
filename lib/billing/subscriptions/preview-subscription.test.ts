import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, plantTariff, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { previewChange } from './preview-change'
import { previewResume } from './preview-resume'
import { previewStart } from './preview-start'
import { previewStop } from './preview-stop'
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
    isPossible: true,
    currency: 'RUB',
    chargedNowMinor: 0n,
    availableMinor: 30_000n,
    hourlyRateMicros: 2n * RATE,
    depletesAt: after(HOUR_MS),
    subscription: {
      hourlyRateMicros: 2n * RATE,
      chargedRateMicros: 2n * RATE,
      monthlyCapHours: null,
      monthMs: 0,
      cappedUntil: null,
      runs: true,
    },
  })
  const started = await db.transaction((tx) => startSubscription(tx, { ...wish, name: '' }))
  expect(started.ok && started.subscription.entitledUntil).toEqual(after(HOUR_MS))
})

test('a user without a wallet sees that there is nothing to start on', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { currency: 'USD' })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const preview = await previewStart(db, { userId, tariffId, quantity: 1, asOf: START })
  expect(preview).toMatchObject({ isPossible: false, availableMinor: 0n, depletesAt: START })
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
    isPossible: true,
    chargedNowMinor: 15_000n,
    availableMinor: 45_000n,
    hourlyRateMicros: 3n * RATE,
    depletesAt: after(2 * HOUR_MS),
    subscription: { hourlyRateMicros: 3n * RATE, runs: true },
  })
  expect(await previewChange(db, { ...wish, tariffId: dearer, quantity: 1 })).toMatchObject({
    subscription: { hourlyRateMicros: 3n * RATE },
    depletesAt: after(2 * HOUR_MS),
  })
  expect(await previewStop(db, wish)).toMatchObject({
    chargedNowMinor: 15_000n,
    hourlyRateMicros: 0n,
    depletesAt: null,
    subscription: null,
  })
})

test('a change to a cap that this month has reached already costs nothing until the next', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 10_000_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE })
  const capped = await plantTariff(db, { hourlyRateMicros: 2n * RATE, monthlyCapHours: 10 })
  const started = await db.transaction((tx) =>
    startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf: START }),
  )
  const subscriptionId = started.ok ? started.subscription.id : ''
  const wish = { userId, subscriptionId, tariffId: capped, asOf: after(12 * HOUR_MS) }
  expect(await previewChange(db, wish)).toMatchObject({
    hourlyRateMicros: 0n,
    subscription: {
      hourlyRateMicros: 2n * RATE,
      chargedRateMicros: 0n,
      monthMs: 12 * HOUR_MS,
      cappedUntil: new Date('2026-04-01T00:00:00.000Z'),
      runs: true,
    },
  })
})

test('a start on a tariff with a cap lasts for as many months as the cap allows', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 25n * 15_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: RATE, monthlyCapHours: 10 })
  const preview = await previewStart(db, { userId, tariffId, quantity: 1, asOf: START })
  expect(preview.depletesAt).toEqual(new Date('2026-05-01T05:00:00.000Z'))
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
  expect(preview).toMatchObject({
    hourlyRateMicros: 0n,
    subscription: { hourlyRateMicros: 4n * RATE, chargedRateMicros: 0n, runs: false },
  })
  const resumed = await previewResume(db, { userId, subscriptionId, asOf: after(2 * HOUR_MS) })
  expect(resumed).toMatchObject({ isPossible: false, chargedNowMinor: 15_000n, availableMinor: 0n })
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
