import { readFileSync } from 'node:fs'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { tariffPrices, tariffs, transactions, users, wallets } from '@/db/schema'
import { chargeWallet } from '@/lib/ledger/charge-wallet'
import { creditWallet } from '@/lib/ledger/credit-wallet'
import { settleWallets } from '@/lib/ledger/settle-wallets'
import { availableAt, depletesAtMs } from '@/lib/ledger/settlement'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { lockWallet, openWallet } from '@/lib/ledger/wallet'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { AppError } from '../errors'
import { changeSubscription } from './change-subscription'
import { listSubscriptions } from './list-subscriptions'
import { replayInMemory } from './replay-in-memory.fixture'
import { resumeSubscription } from './resume-subscription'
import type { Case, Operation, Outcome } from './settlement-vectors.fixture'
import { startSubscription } from './start-subscription'
import { stopSubscription } from './stop-subscription'

const cases = ['./settlement-vectors.json', './capped-vectors.json'].flatMap(
  (file) => (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { cases: Case[] }).cases,
)

/** Only the cases with caps say how each subscription's month stands. */
const expected = ({ expect: outcome }: Case): Outcome => ({
  ...outcome,
  counted: outcome.counted ?? expect.anything(),
})

let test_: TestDatabase
let db: Database

beforeAll(async () => {
  test_ = await createTestDatabase()
  db = test_.db
})
afterAll(() => test_.close())

describe('the database', () => {
  test.each(cases)('$name: $why', { timeout: 60_000 }, async (vector) => {
    expect(await replayInDatabase(vector)).toEqual(expected(vector))
  })

  test('leaves a ledger without a single violation', async () => {
    expect(await verifyLedger(db)).toEqual([])
  })
})

describe('the calculator', () => {
  test.each(cases)('$name: $why', (vector) => {
    expect(replayInMemory(vector)).toEqual(expected(vector))
  })
})

/** Plays a case through the use cases that the product itself calls. */
async function replayInDatabase(vector: Case): Promise<Outcome> {
  const createdAt = new Date(vector.createdAt)
  const [user] = await db
    .insert(users)
    .values({ email: `${crypto.randomUUID()}@example.test` })
    .returning()
  const userId = user?.id ?? ''
  const walletId = await openWallet(db, { userId, currency: 'RUB', asOf: createdAt })
  const started = new Map<string, string>()
  const errors: Outcome['errors'] = []

  for (const [index, operation] of vector.operations.entries()) {
    const code = await db
      .transaction((tx) => perform(tx, operation, { userId, walletId, started, key: `${walletId}:${index}` }))
      .catch((error: unknown) => {
        if (error instanceof AppError) return error.code
        throw error
      })
    if (code) errors.push({ index, code })
  }
  return {
    ...(await readOutcome(walletId, started, new Date(vector.operations.at(-1)?.at ?? createdAt))),
    errors,
  }
}

type Context = { userId: string; walletId: bigint; started: Map<string, string>; key: string }

async function perform(tx: Database, operation: Operation, context: Context): Promise<string | undefined> {
  const { userId, walletId } = context
  const asOf = new Date(operation.at)
  const amountMinor = BigInt(operation.amountMinor ?? 0)
  const movement = { amountMinor, reason: 'vector', asOf, actor: 'test' }
  switch (operation.op) {
    case 'top_up':
      await creditWallet(tx, { walletId, type: 'top_up', ...movement, idempotencyKey: context.key })
      return
    case 'charge':
      return refused(await chargeWallet(tx, { userId, currency: 'RUB', ...movement }))
    case 'settle':
      await settleWallets(tx, { selection: { walletId }, asOf })
      return
    case 'start': {
      const { quantity = 1, resumesOnTopUp } = operation
      const wish = { userId, tariffId: await tariffAt(tx, operation), quantity, name: '', resumesOnTopUp }
      const result = await startSubscription(tx, { ...wish, asOf })
      if (result.ok) context.started.set(operation.subscription ?? '', result.subscription.id)
      return refused(result)
    }
    default:
      return performOnStarted(tx, operation, context)
  }
}

/** What is done to a subscription that was started; any other id is not known. */
async function performOnStarted(
  tx: Database,
  operation: Operation,
  { userId, walletId, started }: Context,
): Promise<string | undefined> {
  const asOf = new Date(operation.at)
  const subscriptionId = started.get(operation.subscription ?? '')
  if (subscriptionId === undefined) return unknownSubscription(tx, walletId, asOf)
  const existing = { userId, subscriptionId, asOf }
  switch (operation.op) {
    case 'change': {
      const tariffId = operation.hourlyRateMicros === undefined ? undefined : await tariffAt(tx, operation)
      const { quantity } = operation
      return (await changeSubscription(tx, { ...existing, tariffId, quantity })) ? undefined : 'not_found'
    }
    case 'resume': {
      const result = await resumeSubscription(tx, existing)
      return result ? refused(result) : 'not_found'
    }
    default:
      return (await stopSubscription(tx, existing)) ? undefined : 'not_found'
  }
}

const refused = ({ ok }: { ok: boolean }) => (ok ? undefined : 'insufficient_funds')

/** The cases settle the wallet before they look for the subscription; an unknown id names no wallet, so we do. */
async function unknownSubscription(tx: Database, walletId: bigint, asOf: Date): Promise<string> {
  await settleWallets(tx, { selection: { walletId }, asOf })
  return 'not_found'
}

async function tariffAt(
  tx: Database,
  { hourlyRateMicros = '0', monthlyCapHours }: Operation,
): Promise<string> {
  const [tariff] = await tx.insert(tariffs).values({ name: 'vector', currency: 'RUB' }).returning()
  const tariffId = tariff?.id ?? ''
  await tx.insert(tariffPrices).values({
    tariffId,
    hourlyRateMicros: BigInt(hourlyRateMicros),
    monthlyCapHours: monthlyCapHours ?? null,
    effectiveFrom: new Date(0),
  })
  return tariffId
}

async function readOutcome(
  walletId: bigint,
  started: Map<string, string>,
  end: Date,
): Promise<Omit<Outcome, 'errors'>> {
  const rows = await db
    .select()
    .from(transactions)
    .where(eq(transactions.walletId, walletId))
    .orderBy(transactions.seq)
  const wallet = await db.transaction((tx) => lockWallet(tx, walletId))
  const { rows: states } = await listSubscriptions(db, { userId: wallet.userId, asOf: end, limit: 100 })
  const stateOf = (id: string) => states.find((state) => state.id === id)
  return {
    transactions: rows.map((row) => ({
      type: row.type,
      amountMinor: row.amount.toString(),
      balanceMinor: row.balance.toString(),
      periodStart: row.periodStart?.toISOString() ?? null,
      periodEnd: row.periodEnd?.toISOString() ?? null,
    })),
    wallet: {
      balanceMinor: wallet.balanceMinor.toString(),
      hourlyRateMicros: wallet.hourlyRateMicros.toString(),
      carry: wallet.carry.toString(),
      lastHourlyBilling: wallet.lastHourlyBilling.toISOString(),
      depletesAtMs: depletesAtMs(wallet)?.toString() ?? null,
      availableMinorAtEnd: await availableInSql(walletId, end, availableAt(wallet, end)),
    },
    subscriptions: Object.fromEntries(
      [...started].map(([name, id]) => [name, stateOf(id)?.status ?? 'missing']),
    ),
    counted: Object.fromEntries(
      [...started].map(([name, id]) => {
        const state = stateOf(id)
        const cappedUntil = state?.cappedUntil?.toISOString() ?? null
        const chargedRateMicros = String(state?.chargedRateMicros)
        return [name, { monthMs: Number(state?.monthMs), cappedUntil, chargedRateMicros }]
      }),
    ),
  }
}

/** The same figure by the SQL function, which must agree with the calculator. */
async function availableInSql(walletId: bigint, end: Date, calculated: bigint): Promise<string> {
  const [row] = await db
    .select({
      available: sql<string>`available(${wallets.balance}, ${wallets.hourlyRateMicros}, ${wallets.carry},
        ${wallets.lastHourlyBilling}, ${end.toISOString()}::timestamptz)::text`,
    })
    .from(wallets)
    .where(eq(wallets.id, walletId))
  expect(row?.available).toBe(calculated.toString())
  return calculated.toString()
}
