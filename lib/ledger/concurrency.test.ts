import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { transactions } from '@/db/schema'
import { changeSubscription } from '@/lib/billing/subscriptions/change-subscription'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { stopSubscription } from '@/lib/billing/subscriptions/stop-subscription'
import { after, plantTariff, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { seededRandom } from '@/lib/testing/seeded-random'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { AppError } from '../errors'
import { chargeWallet } from './posting/charge-wallet'
import { creditWallet } from './posting/credit-wallet'
import { settleRange } from './settlement/settle-plainly.fixture'
import { verifyLedger } from './verify-ledger'
import { findWallet } from './wallets/wallet'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 24 })
})
afterAll(async () => {
  await pool.close()
  await database.close()
})

const everyWallet = { afterId: 0n, upToId: 2n ** 62n }

test('100 charges at once on a balance that covers 10: ten go through, nothing is below zero', async () => {
  const { userId, currency, walletId } = await plantWallet(pool.db, { balanceMinor: 1000n })
  const charge = { userId, currency, amountMinor: 100n, reason: 'race', asOf: START, actor: 'test' }
  const results = await Promise.all(
    Array.from({ length: 100 }, () => pool.db.transaction((tx) => chargeWallet(tx, charge))),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(10)
  expect((await findWallet(pool.db, { userId, currency }))?.balanceMinor).toBe(0n)
  const rows = await pool.db.select().from(transactions).where(eq(transactions.walletId, walletId))
  expect(rows.map(({ seq }) => Number(seq)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 11 }, (_, i) => i + 1),
  )
})

test('one credit asked for 50 times at once is posted once', async () => {
  const { walletId, userId, currency } = await plantWallet(pool.db)
  const credit = {
    walletId,
    type: 'bonus',
    amountMinor: 500n,
    reason: '',
    asOf: START,
    actor: 'test',
  } as const
  const rows = await Promise.all(
    Array.from({ length: 50 }, () =>
      pool.db.transaction((tx) => creditWallet(tx, { ...credit, idempotencyKey: `once:${walletId}` })),
    ),
  )
  expect(new Set(rows.map(({ seq }) => seq))).toEqual(new Set([1n]))
  expect((await findWallet(pool.db, { userId, currency }))?.balanceMinor).toBe(500n)
})

test('one charge asked for 20 times at once with one key is taken once', async () => {
  const { userId, currency } = await plantWallet(pool.db, { balanceMinor: 1000n })
  const charge = {
    userId,
    currency,
    amountMinor: 100n,
    reason: '',
    asOf: START,
    actor: 'test',
    idempotencyKey: userId,
  }
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => pool.db.transaction((tx) => chargeWallet(tx, charge))),
  )
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'idempotency_in_flight' })
  }
  expect(results.some(({ status }) => status === 'fulfilled')).toBe(true)
  expect((await findWallet(pool.db, { userId, currency }))?.balanceMinor).toBe(900n)
  const again = await pool.db.transaction((tx) => chargeWallet(tx, charge))
  expect(again).toMatchObject({ ok: true, transaction: { amountMinor: -100n } })
  await expect(
    pool.db.transaction((tx) => chargeWallet(tx, { ...charge, amountMinor: 101n })),
  ).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test('everything at once on the same wallets leaves every user with exactly the integral', {
  timeout: 60_000,
}, async () => {
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
  const random = seededRandom(seed)
  const wallets = await Promise.all(
    Array.from({ length: 4 }, () => plantWallet(pool.db, { balanceMinor: 5000n })),
  )
  const rates = [1n, 893_000n, 15_000_000_000n, 3_600_000_000_000n]
  const tariffIds = await Promise.all(
    rates.map((hourlyRateMicros) => plantTariff(pool.db, { hourlyRateMicros })),
  )
  const started: { userId: string; subscriptionId: string }[] = []
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

  /** Instants rise roughly, and sometimes go back, as those of many servers do. */
  const step = async (round: number): Promise<unknown> => {
    const asOf = after(round * 60_000 + Math.floor(random() * 240_000) - 120_000)
    const wallet = pick(wallets)
    const subscription = started.length > 0 ? pick(started) : undefined
    const tariffId = pick(tariffIds)
    const choice = random()
    if (choice < 0.25) return pool.db.transaction((tx) => settleRange(tx, { ...everyWallet, asOf }))
    if (choice < 0.45) return topUp(pool.db, wallet.walletId, BigInt(1 + Math.floor(random() * 3000)), asOf)
    if (choice < 0.65) {
      const amountMinor = BigInt(1 + Math.floor(random() * 900))
      return pool.db.transaction((tx) =>
        chargeWallet(tx, { ...wallet, amountMinor, reason: '', asOf, actor: 'test' }),
      )
    }
    if (choice < 0.8 || !subscription) {
      const { userId } = wallet
      const result = await pool.db.transaction((tx) =>
        startSubscription(tx, { userId, tariffId, quantity: 1 + Math.floor(random() * 3), name: '', asOf }),
      )
      if (result.ok) started.push({ userId, subscriptionId: result.subscription.id })
      return result
    }
    if (choice < 0.9)
      return pool.db.transaction((tx) => changeSubscription(tx, { ...subscription, tariffId, asOf }))
    return pool.db.transaction((tx) => stopSubscription(tx, { ...subscription, asOf }))
  }

  for (let round = 0; round < 40; round += 1) {
    await Promise.all(
      Array.from({ length: 12 }, () =>
        retryOnConflict(() => step(round)).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
        }),
      ),
    )
  }
  expect(await verifyLedger(pool.db), `replay with TEST_SEED=${seed}`).toEqual([])
  const [moved] = await pool.db.execute<{ usage: number; dry: number }>(sql`
    select (select count(*)::int from transactions where type = 'usage') as usage,
           (select count(*)::int from rate_changes where cause = 'ran_dry') as dry`)
  // The run was worth something: usage was charged and wallets ran dry.
  expect(moved?.usage).toBeGreaterThan(10)
  expect(moved?.dry).toBeGreaterThan(0)
})
