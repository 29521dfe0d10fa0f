import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { listBillingRuns } from './list-billing-runs'
import { readBillingState } from './read-billing-state'
import { sumBillingRuns } from './sum-billing-runs'

let database: TestDatabase

const hour = (n: number) => new Date(Date.UTC(2026, 2, 1, n))

beforeAll(async () => {
  database = await createTestDatabase()
  await database.owner`
    insert into billing_runs (as_of, started_at, finished_at, status, wallets_billed, totals) values
      (${hour(1)}, ${hour(30)}, ${new Date(hour(30).getTime() + 420)}, 'finished', 2, '{"RUB": "100.10", "JPY": "7"}'),
      (${hour(2)}, ${hour(31)}, null, 'failed', 1, '{"RUB": "0.20"}'),
      (${hour(3)}, ${hour(32)}, null, 'running', 0, '{}'),
      (${hour(4)}, ${hour(33)}, ${hour(33)}, 'finished', 1, '{"RUB": "90071992547409.93"}')`
})
afterAll(() => database.close())

test('adds up what the runs of a stretch charged, to the last kopeck, open at its start and closed at its end', async () => {
  const sum = await sumBillingRuns(database.db, { after: hour(1), upTo: hour(4) })
  expect(sum).toEqual({ runs: 3, charged: [{ currency: 'RUB', amountMinor: 9007199254741013n }] })
})

test('a failed run counts with what it had committed, and each currency by itself', async () => {
  const sum = await sumBillingRuns(database.db, { after: hour(0), upTo: hour(2) })
  expect(sum).toEqual({
    runs: 2,
    charged: [
      { currency: 'JPY', amountMinor: 7n },
      { currency: 'RUB', amountMinor: 10030n },
    ],
  })
})

test('a stretch without a run is nothing', async () => {
  const sum = await sumBillingRuns(database.db, { after: hour(4), upTo: hour(9) })
  expect(sum).toEqual({ runs: 0, charged: [] })
})

test('lists runs newest first, page by page, each once', async () => {
  const first = await listBillingRuns(database.db, { limit: 3 })
  expect(first.rows.map((run) => run.asOf)).toEqual([hour(4), hour(3), hour(2)])
  const second = await listBillingRuns(database.db, { limit: 3, cursor: first.nextCursor! })
  expect(second.nextCursor).toBeNull()
  expect(second.rows).toMatchObject([
    {
      asOf: hour(1),
      status: 'finished',
      durationMs: 420,
      charged: [{ currency: 'JPY' }, { currency: 'RUB', amountMinor: 10010n }],
    },
  ])
})

test('a run that has not ended has no duration yet', async () => {
  const { rows } = await listBillingRuns(database.db, { limit: 9 })
  expect(rows.map((run) => run.durationMs)).toEqual([0, null, null, 420])
})

test('a cursor that is no number is refused', async () => {
  await expect(listBillingRuns(database.db, { limit: 3, cursor: '1 or 1=1' })).rejects.toMatchObject({
    code: 'invalid_request',
  })
})

test('the state of billing is the latest run, the last 24 hours, and whether it keeps up', async () => {
  const state = await readBillingState(database.db, { asOf: hour(6) })
  expect(state.latest?.asOf).toEqual(hour(4))
  expect(state.isBehind).toBe(false)
  expect(state.lastDay.map(({ currency }) => currency)).toEqual(['JPY', 'RUB'])
  expect(await readBillingState(database.db, { asOf: new Date(hour(6).getTime() + 1) })).toMatchObject({
    isBehind: true,
  })
  expect(await readBillingState(database.db, { asOf: hour(28) })).toMatchObject({ lastDay: [] })
})

test('billing is behind after a run that failed, however recent', async () => {
  await database.owner`insert into billing_runs (as_of, status) values (${hour(5)}, 'failed')`
  expect(await readBillingState(database.db, { asOf: hour(5) })).toMatchObject({ isBehind: true })
})
