import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TRANSACTION_TYPES } from '@/lib/ledger/log/transaction-type'
import { after } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { listDailySpending } from './list-daily-spending'
import { plantLogs, type RowPlan } from './random-logs.fixture'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const TOP_UP: RowPlan = { gapMs: 0, type: 'top_up', amount: 1_000_000, linked: true }

async function plantLog(plan: readonly RowPlan[]) {
  const userId = await plantLogs(database, { RUB: [TOP_UP, ...plan] }, { openingBalance: 0 })
  const [wallet] = await database.owner`select id from wallets where user_id = ${userId}`
  return BigInt(wallet?.id)
}

/** The same, from the rows themselves. */
async function fromRows(walletId: bigint, days: readonly Date[]): Promise<bigint[]> {
  const rows = await database.owner<{ datetime: Date; amount: string }[]>`
    select datetime, amount from transactions where wallet_id = ${walletId.toString()} and type in ('usage', 'charge')`
  return days.map((day) =>
    rows
      .filter(({ datetime }) => Math.floor((datetime.getTime() - day.getTime()) / (24 * HOUR_MS)) === 0)
      .reduce((sum, { amount }) => sum - BigInt(amount), 0n),
  )
}

test('usage and charges of each day, whatever else moved the balance', async () => {
  const rows = fc.array(
    fc.record({
      gapMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 40 * HOUR_MS })),
      type: fc.constantFrom(...TRANSACTION_TYPES),
      linked: fc.constant(true),
    }),
    { maxLength: 150 },
  )
  await fc.assert(
    fc.asyncProperty(rows, fc.integer({ min: 0, max: 60 * 24 }), async (plan, hours) => {
      const walletId = await plantLog(plan)
      const asOf = after(hours * HOUR_MS)
      const spending = await listDailySpending(database.db, { walletId, asOf, days: 12 })
      const days = spending.map(({ day }) => day)
      expect(days).toHaveLength(12)
      expect(days.at(-1)?.toISOString().slice(0, 10)).toBe(asOf.toISOString().slice(0, 10))
      expect(spending.map(({ amountMinor }) => amountMinor)).toEqual(await fromRows(walletId, days))
    }),
    { numRuns: 40 },
  )
})

test('a wallet without a row has spent nothing', async () => {
  const spending = await listDailySpending(database.db, { walletId: -1n, asOf: after(0), days: 3 })
  expect(spending).toEqual(
    ['27', '28', '01'].map((day, index) => ({
      day: new Date(`2026-0${index < 2 ? 2 : 3}-${day}T00:00:00.000Z`),
      amountMinor: 0n,
    })),
  )
})
