import { afterAll, beforeAll, expect, test } from 'vitest'
import { findWallet, openWallet } from '@/lib/ledger/wallets/wallet'
import { plantTariff, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { changeSubscription } from './change-subscription'
import { listSubscriptions } from './list-subscriptions'
import { MOST_LIVE_SUBSCRIPTIONS, startSubscription } from './start-subscription'
import { stopSubscription } from './stop-subscription'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('a form sent 20 times at once starts one subscription', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 1000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 1_000_000n })
  const wish = { userId, tariffId, quantity: 1, name: '', asOf: START, idempotencyKey: 'form:1' }
  const results = await Promise.all(
    Array.from({ length: 20 }, () => db.transaction((tx) => startSubscription(tx, wish))),
  )
  expect(new Set(results.map((result) => result.ok && result.subscription.id)).size).toBe(1)
  expect((await listSubscriptions(db, { userId, asOf: START, limit: 10 })).rows).toHaveLength(1)
  expect((await findWallet(db, { userId, currency: 'RUB' }))?.hourlyRateMicros).toBe(1_000_000n)
})

test('a form that was sent with something else in it starts nothing, and is not reported as done', async () => {
  const { db } = database
  const { userId } = await plantWallet(db, { balanceMinor: 1000n })
  await openWallet(db, { userId, currency: 'USD', asOf: START })
  const [tariffId, other, elsewhere] = await Promise.all(
    ['RUB', 'RUB', 'USD'].map((currency) => plantTariff(db, { hourlyRateMicros: 1_000_000n, currency })),
  )
  const wish = {
    userId,
    tariffId: tariffId!,
    quantity: 1,
    name: 'one',
    asOf: START,
    idempotencyKey: 'form:1',
  }
  const start = (changes: Partial<typeof wish> & { resumesOnTopUp?: boolean } = {}) =>
    db.transaction((tx) => startSubscription(tx, { ...wish, ...changes }))
  await start()
  for (const change of [
    { quantity: 2 },
    { name: 'two' },
    { tariffId: other! },
    { tariffId: elsewhere! },
    { resumesOnTopUp: false },
  ]) {
    await expect(start(change)).rejects.toMatchObject({ code: 'idempotency_mismatch', status: 422 })
  }
  expect(await start()).toMatchObject({ ok: true, subscription: { quantity: 1, name: 'one' } })
  expect((await listSubscriptions(db, { userId, asOf: START, limit: 10 })).rows).toHaveLength(1)
})

test('what is suspended counts towards what a wallet can carry, so that a top-up is never undone', async () => {
  const { db, owner } = database
  const { userId, walletId, currency } = await plantWallet(db, { balanceMinor: 1n })
  const cheap = await plantTariff(db, { hourlyRateMicros: 1n })
  const dear = await plantTariff(db, { hourlyRateMicros: 2n ** 55n })
  const ids: string[] = []
  for (let index = 0; index < 3; index += 1) {
    const wish = { userId, tariffId: cheap, quantity: 1, name: '', asOf: START }
    const result = await db.transaction((tx) => startSubscription(tx, wish))
    if (result.ok) ids.push(result.subscription.id)
  }
  await owner`update subscriptions set status = 'suspended', suspended_at = started_at where user_id = ${userId}`
  await owner`update wallets set hourly_rate_micros = 0 where id = ${walletId.toString()}`
  const changes = await Promise.allSettled(
    ids.map((subscriptionId) =>
      db.transaction((tx) =>
        changeSubscription(tx, { userId, subscriptionId, tariffId: dear, quantity: 100, asOf: START }),
      ),
    ),
  )
  expect(changes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  await topUp(db, walletId, 500n, START)
  const wallet = await findWallet(db, { userId, currency })
  expect(wallet).toMatchObject({ balanceMinor: 501n, hourlyRateMicros: 2n ** 55n * 100n + 2n })
})

test('there is an end to how many a wallet pays for, until one is stopped', async () => {
  const { db, owner } = database
  const { userId, walletId } = await plantWallet(db, { balanceMinor: 1_000_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 1n })
  const wish = { userId, tariffId, quantity: 1, name: '', asOf: START }
  const start = () => db.transaction((tx) => startSubscription(tx, wish))
  const first = await start()
  if (!first.ok) throw new Error('it has money')
  await owner`
    insert into subscriptions (user_id, wallet_id, tariff_id, hourly_rate_micros, started_at, metered_at)
    select user_id, wallet_id, tariff_id, hourly_rate_micros, started_at, metered_at
      from subscriptions cross join generate_series(2, ${MOST_LIVE_SUBSCRIPTIONS}::int) where wallet_id = ${walletId.toString()}`
  await expect(start()).rejects.toMatchObject({ code: 'conflict' })
  await db.transaction((tx) =>
    stopSubscription(tx, { userId, subscriptionId: first.subscription.id, asOf: START }),
  )
  expect(await start()).toMatchObject({ ok: true })
})
