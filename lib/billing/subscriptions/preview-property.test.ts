import { and, eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { transactions } from '@/db/schema'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { after, plantTariff, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { changeSubscription } from './change-subscription'
import type { ChangePreview } from './foresee'
import { previewChange } from './preview-change'
import { previewResume } from './preview-resume'
import { previewStart } from './preview-start'
import { previewStop } from './preview-stop'
import { resumeSubscription } from './resume-subscription'
import { startSubscription } from './start-subscription'
import { stopSubscription } from './stop-subscription'
import type { Subscription } from './subscription'

let database: TestDatabase
let tariffIds: string[]

const PRICES = [
  { hourlyRateMicros: 100_000_000n, monthlyCapHours: 5 },
  { hourlyRateMicros: 893_777n, monthlyCapHours: 672 },
  { hourlyRateMicros: 15_000_000_001n, monthlyCapHours: 100 },
  { hourlyRateMicros: 70_000_000n, monthlyCapHours: null },
]

beforeAll(async () => {
  database = await createTestDatabase()
  tariffIds = await Promise.all(PRICES.map((price) => plantTariff(database.db, price)))
})
afterAll(() => database.close())

const steps = fc.record({
  kind: fc.constantFrom('start', 'start', 'change', 'change', 'stop', 'resume', 'top_up', 'charge', 'settle'),
  waitMs: fc.oneof(
    fc.integer({ min: -3 * HOUR_MS, max: 3 * HOUR_MS }),
    fc.integer({ min: 0, max: 40 * 24 * HOUR_MS }),
    fc.constantFrom(0, HOUR_MS, 5 * HOUR_MS, 24 * HOUR_MS),
  ),
  which: fc.nat(5),
  tariff: fc.nat(PRICES.length - 1),
  quantity: fc.integer({ min: 1, max: 4 }),
  amountMinor: fc.bigInt(1n, 60_000n),
  byHand: fc.boolean(),
})
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never

test('what a change is foreseen to come to is what it then comes to', { timeout: 120_000 }, async () => {
  const plans = fc.array(steps, { minLength: 5, maxLength: 25 })
  await fc.assert(fc.asyncProperty(plans, playPlan), { numRuns: 40 })
  expect(await verifyLedger(database.db)).toEqual([])
})

async function playPlan(plan: Step[]): Promise<void> {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor: 50_000n })
  const ids: string[] = []
  let ms = 0
  for (const step of plan) {
    ms = Math.max(0, ms + step.waitMs)
    const asOf = after(ms)
    const { kind, amountMinor } = step
    if (kind === 'top_up') await topUp(db, wallet.walletId, amountMinor, asOf)
    else if (kind === 'settle') await inTransaction((tx) => settleWallets(tx, { selection: wallet, asOf }))
    else if (kind === 'charge') {
      await inTransaction((tx) =>
        chargeWallet(tx, { ...wallet, amountMinor, reason: '', asOf, actor: 'test' }),
      )
    } else await compare({ ...step, asOf }, { ...wallet, ids })
  }
}

type Owner = { userId: string; walletId: bigint; ids: string[] }

/** Foresees a change, makes it, and holds the one against the other. */
async function compare(step: Step & { asOf: Date }, owner: Owner): Promise<void> {
  const { userId, walletId } = owner
  const { asOf } = step
  const { db } = database
  const usedBefore = await usageOf(walletId)
  const act = actOf(step, owner)
  if (!act) return
  const preview = await act.foresee(db)
  const real = await inTransaction(act.make)
  if (preview === null) return expect(real).toBeNull()

  const [balance] = await readBalances(db, { userId, asOf })
  expect(preview.chargedNowMinor).toBe((await usageOf(walletId)) - usedBefore)
  expect(preview.availableMinor).toBe(balance?.availableMinor)
  expect(preview.isPossible).toBe(real !== 'refused')
  if (real === 'refused' || real === null) return
  expect(preview.hourlyRateMicros).toBe(balance?.hourlyRateMicros)
  expect(preview.depletesAt).toEqual(balance?.depletesAt)
  if (step.kind === 'stop') return expect(preview.subscription).toBeNull()
  expect(preview.subscription).toEqual({
    hourlyRateMicros: real.hourlyRateMicros,
    monthlyCapHours: real.monthlyCapHours,
    chargedRateMicros: real.chargedRateMicros,
    monthMs: real.monthMs,
    cappedUntil: real.cappedUntil,
    runs: real.entitled,
  })
}

type Act = {
  foresee: (db: Database) => Promise<ChangePreview | null>
  make: (tx: Database) => Promise<Subscription | 'refused' | null>
}

function actOf(
  { kind, asOf, which, quantity, byHand, ...step }: Step & { asOf: Date },
  owner: Owner,
): Act | null {
  const { userId, ids } = owner
  const tariffId = tariffIds[step.tariff] ?? ''
  if (kind === 'start') {
    const wish = { userId, tariffId, quantity, name: '', resumesOnTopUp: !byHand, asOf }
    return {
      foresee: (db) => previewStart(db, wish),
      make: async (tx) => {
        const result = await startSubscription(tx, wish)
        if (result.ok) ids.push(result.subscription.id)
        return result.ok ? result.subscription : 'refused'
      },
    }
  }
  const subscriptionId = ids[which % Math.max(1, ids.length)]
  if (subscriptionId === undefined) return null
  const one = { userId, subscriptionId, asOf }
  if (kind === 'stop')
    return { foresee: (db) => previewStop(db, one), make: (tx) => stopSubscription(tx, one) }
  if (kind === 'resume') {
    return {
      foresee: (db) => previewResume(db, one),
      make: async (tx) => {
        const result = await resumeSubscription(tx, one)
        return result && (result.ok ? result.subscription : 'refused')
      },
    }
  }
  const change = byHand ? { ...one, quantity } : { ...one, quantity, tariffId }
  return { foresee: (db) => previewChange(db, change), make: (tx) => changeSubscription(tx, change) }
}

/** Minor units of usage that a wallet has been charged. */
async function usageOf(walletId: bigint): Promise<bigint> {
  const [row] = await database.db
    .select({ sum: sql<string>`coalesce(-sum(${transactions.amount}), 0)::text` })
    .from(transactions)
    .where(and(eq(transactions.walletId, walletId), eq(transactions.type, 'usage')))
  return BigInt(row?.sum ?? 0)
}

function inTransaction<T>(run: (tx: Database) => Promise<T>): Promise<T> {
  return database.db.transaction(run)
}
