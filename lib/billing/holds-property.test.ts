import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listHolds } from '@/lib/ledger/holds/list-holds'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { after, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '../time'
import { replayInDatabase } from './replay-in-database.fixture'
import { replayInMemory } from './replay-in-memory.fixture'
import type { Operation, Outcome } from './settlement-vectors.fixture'
import { listSubscriptions } from './subscriptions/list-subscriptions'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** 10 000 minor units last a hundred hours at the first price, and a few minutes at the last. */
const PRICES: Pick<Operation, 'hourlyRateMicros' | 'monthlyCapHours'>[] = [
  { hourlyRateMicros: '100000000' },
  { hourlyRateMicros: '893777', monthlyCapHours: 30 },
  { hourlyRateMicros: '700000003', monthlyCapHours: 7 },
  { hourlyRateMicros: '90000000001' },
]

const spans = fc.oneof(
  fc.integer({ min: 1, max: 3 * HOUR_MS }),
  fc.integer({ min: 1, max: 200 * HOUR_MS }),
  fc.constantFrom(HOUR_MS, 10 * HOUR_MS, 24 * HOUR_MS),
)
const names = fc.integer({ min: 0, max: 3 })

const steps = fc.record({
  op: fc.constantFrom<Operation['op'][]>(
    ...(['start', 'start', 'hold', 'hold', 'hold', 'capture', 'capture', 'release', 'release'] as const),
    ...(['top_up', 'charge', 'settle', 'change', 'stop', 'resume'] as const),
  ),
  waitMs: fc.oneof(spans, fc.constant(0)),
  name: names,
  price: fc.constantFrom(...PRICES),
  quantity: fc.integer({ min: 1, max: 3 }),
  amount: fc.integer({ min: 1, max: 6000 }),
  lastsMs: spans,
  flag: fc.boolean(),
})
type Step = typeof steps extends fc.Arbitrary<infer S> ? S : never

/** A life with holds, as the worked cases tell theirs. Each start and each placing has a name of its own. */
function toOperations(plan: readonly Step[]): Operation[] {
  let ms = 0
  let starts = 0
  const held: number[] = []
  const operations = plan.map((step): Operation => {
    const { op, name, amount, flag } = step
    ms += step.waitMs
    const base = { op, at: after(ms).toISOString() }
    const amountMinor = `${amount}`
    const earlier = Math.max(0, held.length - 1 - name)
    switch (op) {
      case 'settle':
        return base
      case 'top_up':
      case 'charge':
        return { ...base, amountMinor }
      case 'hold':
        held.push(amount)
        return { ...base, hold: `h${held.length - 1}`, amountMinor, lastsMs: step.lastsMs }
      case 'release':
        return { ...base, hold: `h${earlier}` }
      case 'capture': {
        const part = `${Math.min(amount, held[earlier] ?? 1)}`
        return { ...base, hold: `h${earlier}`, ...(flag && { amountMinor: part }) }
      }
      case 'start': {
        const subscription = `s${starts++}`
        return {
          ...base,
          ...step.price,
          subscription,
          quantity: step.quantity,
          resumesOnTopUp: flag || name > 0,
        }
      }
      case 'change':
        return { ...base, subscription: `s${name}`, ...(flag ? step.price : { quantity: step.quantity }) }
      default:
        return { ...base, subscription: `s${name}` }
    }
  })
  return [{ op: 'top_up', at: START.toISOString(), amountMinor: '10000' }, ...operations]
}

const lives = fc.array(steps, { minLength: 4, maxLength: 24 }).map(toOperations)
const createdAt = START.toISOString()

describe('a wallet with holds', () => {
  test('is the same in the database as in memory', { timeout: 240_000 }, async () => {
    const tally = { expired: 0, captured: 0, released: 0, refused: 0, dry: 0 }
    await fc.assert(
      fc.asyncProperty(lives, async (operations) => {
        const { outcome: inDatabase } = await replayInDatabase(database.db, {
          name: '',
          why: '',
          createdAt,
          operations,
          expect: {} as Outcome,
        })
        expect(inDatabase).toEqual(replayInMemory({ createdAt, operations }))
        for (const status of Object.values(inDatabase.holds ?? {})) {
          if (status !== 'open') tally[status as 'expired'] += 1
        }
        tally.refused += inDatabase.errors.length
        tally.dry += Object.values(inDatabase.subscriptions).includes('suspended') ? 1 : 0
      }),
      { numRuns: 100 },
    )
    // The run was worth something.
    for (const count of Object.values(tally)) expect(count).toBeGreaterThan(2)
    expect(await verifyLedger(database.db)).toEqual([])
  })

  test('reads the same whether or not a job has been there', { timeout: 120_000 }, async () => {
    const { db } = database
    let unbooked = 0
    await fc.assert(
      fc.asyncProperty(lives, spans, async (operations, ms) => {
        const vector = { name: '', why: '', createdAt, operations, expect: {} as Outcome }
        const { userId, walletId } = await replayInDatabase(db, vector)
        const asOf = new Date(new Date(operations.at(-1)?.at ?? createdAt).getTime() + ms)
        const before = await readAt(userId, asOf)
        const isDue = sql`status = 'open' and expires_at <= ${asOf.toISOString()}::timestamptz`
        const [due] = await db.execute(sql`select from holds where wallet_id = ${walletId} and ${isDue}`)
        if (due) unbooked += 1
        await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf }))
        expect(await readAt(userId, asOf)).toEqual(before)
      }),
      { numRuns: 100 },
    )
    expect(unbooked).toBeGreaterThan(2)
  })

  test('comes to the same in any number of pieces', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: 3000 * HOUR_MS }), { maxLength: 12 })
    fc.assert(
      fc.property(lives, cuts, (operations, spans) => {
        const end = operations.at(-1)?.at ?? createdAt
        const extra = spans.map((ms): Operation => ({ op: 'settle', at: after(ms).toISOString() }))
        const last: Operation = { op: 'settle', at: end }
        const whole = [...operations, last]
        // A stable sort: what was there keeps its order, and settling at an instant comes after what happens at it.
        const cut = [...operations, ...extra.filter(({ at }) => at <= end), last].sort((a, b) =>
          a.at < b.at ? -1 : Number(a.at > b.at),
        )
        expect(essenceOf(replayInMemory({ createdAt, operations: cut }))).toEqual(
          essenceOf(replayInMemory({ createdAt, operations: whole })),
        )
      }),
      { numRuns: 1000 },
    )
  })
})

/** What its user reads of a wallet and its subscriptions at an instant, but for what tells whether it was billed. */
async function readAt(userId: string, asOf: Date) {
  const [balance] = await readBalances(database.db, { userId, asOf })
  const { rows } = await listSubscriptions(database.db, { userId, asOf, limit: 100 })
  const { rows: held } = await listHolds(database.db, { userId, asOf, limit: 100 })
  return {
    available: balance?.availableMinor,
    held: balance?.heldMinor,
    rate: balance?.hourlyRateMicros,
    // The end of money that has ended is read until it is booked.
    ends: balance?.depletesAt && balance.depletesAt > asOf ? balance.depletesAt : null,
    subscriptions: rows.map(({ status: _, suspendedAt: _since, ...standing }) => standing),
    holds: held,
  }
}

/** What a life came to, whatever rows its usage was cut into. */
function essenceOf({ wallet, subscriptions, counted, holds, errors, transactions }: Outcome) {
  const usage = transactions.filter(({ type }) => type === 'usage')
  return {
    wallet,
    subscriptions,
    counted,
    holds,
    refusals: errors.map(({ code }) => code),
    usage: usage.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n),
    moved: transactions.filter(({ type }) => type !== 'usage').map(({ amountMinor }) => amountMinor),
  }
}
