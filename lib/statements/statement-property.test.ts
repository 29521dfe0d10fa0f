import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { START } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { listStatements, type StatementSummary } from './list-statements'
import { playSteps, steps } from './random-months.fixture'
import { readStatement } from './read-statement'
import type { Statement } from './statement'

const UNIT = BigInt(HOUR_MS) * 1_000_000n

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.close())

type Row = { month: string; type: string; amount: string; balance: string }

/** The log as it stands, read by plain SQL. */
const logOf = (userId: string) => base.owner<Row[]>`
  select to_char(datetime at time zone 'UTC', 'YYYY-MM') as month, type, amount, balance
    from transactions where user_id = ${userId} order by seq`

const sum = (amounts: readonly bigint[]) => amounts.reduce((all, amount) => all + amount, 0n)

test('whatever happens on a wallet, its statements are its log: month by month, type by type, row by row', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (plan) => {
      const { userId, asOf } = await playSteps(base.db, plan, START)
      await freezeClock(base.db, asOf)
      const log = await logOf(userId)
      const months = [...new Set(log.map(({ month }) => month))].toReversed()
      const listed = await listAll(userId)
      expect(listed.map(({ month }) => month)).toEqual(months)
      for (const summary of listed) {
        const statement = await readStatement(base.db, { userId, month: summary.month })
        expect(statement).toMatchObject(summary)
        expectToBeLog(
          statement,
          log.filter(({ month }) => month === summary.month),
        )
      }
    }),
    { numRuns: 25 },
  )
  // What goes back of a payment has a refund or a dispute; here nothing was paid.
  const violations = (await verifyLedger(base.db)).filter(
    ({ invariant }) => !invariant.startsWith('returns_'),
  )
  expect(violations).toEqual([])
})

/** Page by page, two at a time. */
async function listAll(userId: string): Promise<StatementSummary[]> {
  const all: StatementSummary[] = []
  let cursor: string | undefined
  do {
    const page = await listStatements(base.db, { userId, limit: 2, cursor })
    all.push(...page.rows)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return all
}

function expectToBeLog(statement: Statement, rows: readonly Row[]): void {
  const amounts = (type: string) =>
    rows.filter((row) => row.type === type).map(({ amount }) => BigInt(amount))
  const { openingMinor, closingMinor, totals, usage, movements } = statement
  expect(closingMinor).toBe(BigInt(rows.at(-1)?.balance ?? 0))
  expect(openingMinor).toBe(BigInt(rows[0]?.balance ?? 0) - BigInt(rows[0]?.amount ?? 0))
  expect(openingMinor + sum(totals.map(({ amountMinor }) => amountMinor))).toBe(closingMinor)
  expect(new Set(totals.map(({ type }) => type))).toEqual(new Set(rows.map(({ type }) => type)))
  for (const { type, amountMinor } of totals) expect(amountMinor).toBe(sum(amounts(type)))
  expect(movements.lines.map(({ type, amountMinor }) => [type, amountMinor])).toEqual(
    rows.filter(({ type }) => type !== 'usage').map(({ type, amount }) => [type, BigInt(amount)]),
  )
  expect(sum(usage.lines.map(({ amountMinor }) => amountMinor))).toBe(sum(amounts('usage')))
  if (usage.by === 'day') throw new Error('these subscriptions have a history')
  for (const { ms, quantity, unitHourlyRateMicros, amountMinor } of usage.lines) {
    const due = (BigInt(ms) * BigInt(quantity) * unitHourlyRateMicros) / UNIT
    // Carried from the month before, or into the next one, is under one unit; and so is rounding.
    expect(-amountMinor - due).toBeGreaterThanOrEqual(-2n)
    expect(-amountMinor - due).toBeLessThanOrEqual(2n)
  }
}
