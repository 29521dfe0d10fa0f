import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSACTION_TYPES } from '@/db/schema'
import { after } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type LogFilter, listTransactions } from './list-transactions'
import { listUsedCurrencies } from './list-used-currencies'
import { listWholeLog } from './list-whole-log'
import { encodePlaces } from './log-place'
import { plantLogs, type RowPlan } from './random-logs.fixture'
import type { LedgerTransaction } from './transaction'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Mostly usage, as a real log; often several rows of one instant; sometimes one that was written without links. */
const rowPlan: fc.Arbitrary<RowPlan> = fc.record({
  gapMs: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 4 }) },
  ),
  type: fc.oneof(
    { weight: 3, arbitrary: fc.constant('usage' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...TRANSACTION_TYPES.filter((type) => type !== 'refund')) },
  ),
  linked: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
})
/** Long enough for several milestones. */
const log = fc.array(rowPlan, { maxLength: 300, size: 'max' })
const logs = fc.record({ RUB: log, USD: log, JPY: fc.array(rowPlan, { maxLength: 3 }) })
const instant = fc.option(
  fc.integer({ min: -1, max: 400 }).map((ms) => after(ms)),
  { nil: undefined },
)
const filter: fc.Arbitrary<LogFilter> = fc.record({
  currency: fc.option(fc.constantFrom('RUB', 'USD', 'EUR'), { nil: undefined }),
  type: fc.option(fc.constantFrom('usage' as const, 'charge' as const, 'refund' as const), {
    nil: undefined,
  }),
  from: instant,
  to: instant,
})

/** The whole of what a filter finds, by the plainest query. */
async function naive({ currency, type, from, to }: LogFilter, userId?: string): Promise<string[]> {
  const rows = await database.db.execute<{ id: string }>(sql`
    select t.wallet_id || '-' || t.seq as id from transactions t join wallets w on w.id = t.wallet_id
     where true ${userId ? sql`and w.user_id = ${userId}` : sql``}
           ${currency ? sql`and w.currency = ${currency}` : sql``} ${type ? sql`and t.type = ${type}` : sql``}
           ${from ? sql`and t.datetime >= ${from.toISOString()}::timestamptz` : sql``}
           ${to ? sql`and t.datetime < ${to.toISOString()}::timestamptz` : sql``}
     order by t.datetime desc, t.wallet_id desc, t.seq desc`)
  return rows.map(({ id }) => id)
}

const idOf = ({ walletId, seq }: LedgerTransaction) => `${walletId}-${seq}`

/** Reads page after page to the end; each but the last is full. */
async function walk(
  read: (cursor: string | undefined) => ReturnType<typeof listTransactions>,
  limit: number,
): Promise<string[]> {
  const seen: string[] = []
  for (let cursor: string | undefined; ; ) {
    const { rows, nextCursor } = await read(cursor)
    seen.push(...rows.map(idOf))
    if (nextCursor === null) return seen
    expect(rows).toHaveLength(limit)
    cursor = nextCursor
  }
}

test('pages of a random log hold what a plain query finds, whatever is filtered', {
  timeout: 120_000,
}, async () => {
  const queries = fc.array(fc.tuple(filter, fc.integer({ min: 1, max: 70 })), { minLength: 6, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(logs, queries, async (plans, asked) => {
      const userId = await plantLogs(database, plans)
      for (const [wanted, limit] of asked) {
        const seen = await walk(
          (cursor) => listTransactions(database.db, { ...wanted, userId, limit, cursor }),
          limit,
        )
        expect(seen).toEqual(await naive(wanted, userId))
      }
    }),
    { numRuns: 25, endOnFailure: true },
  )
})

test("pages of everyone's log hold what a plain query finds", { timeout: 120_000 }, async () => {
  // Few wallets of one currency and many of another are found in different ways.
  const [plans = { RUB: [], USD: [], JPY: [] }] = fc.sample(logs, 1)
  await plantLogs(database, plans)
  for (let index = 0; index < 205; index += 1) {
    await plantLogs(database, { EUR: [{ gapMs: index % 50, type: 'top_up', linked: true }] })
  }
  expect(await listUsedCurrencies(database.db)).toEqual(['EUR', 'JPY', 'RUB', 'USD'])
  await fc.assert(
    fc.asyncProperty(filter, fc.integer({ min: 20, max: 100 }), async (wanted, limit) => {
      const seen = await walk((cursor) => listWholeLog(database.db, { ...wanted, limit, cursor }), limit)
      expect(seen).toEqual(await naive(wanted))
    }),
    { numRuns: 15, endOnFailure: true },
  )
})

test('a cursor leads to rows of whoever asks alone, and one that names no row leads nowhere', async () => {
  const plan: RowPlan[] = Array.from({ length: 5 }, () => ({ gapMs: 1, type: 'top_up', linked: true }))
  const [owner, stranger] = [
    await plantLogs(database, { RUB: plan }),
    await plantLogs(database, { RUB: plan }),
  ]
  const { rows, nextCursor } = await listTransactions(database.db, { userId: owner, limit: 2 })
  const cursor = nextCursor ?? ''
  expect((await listTransactions(database.db, { userId: stranger, limit: 9, cursor })).rows).toEqual([])
  const [row] = rows
  if (!row) throw new Error('there is a row')
  const madeUp = encodePlaces([{ ...row, seq: 77n }])
  expect(await listTransactions(database.db, { userId: owner, limit: 9, cursor: madeUp })).toEqual({
    rows: [],
    nextCursor: null,
  })
  const twoPlaces = encodePlaces([row, row])
  for (const bad of [twoPlaces, 'nonsense', Buffer.from('1:zzzzzzzzzz:1').toString('base64url')]) {
    await expect(listWholeLog(database.db, { limit: 1, cursor: bad })).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'cursor',
    })
  }
})
