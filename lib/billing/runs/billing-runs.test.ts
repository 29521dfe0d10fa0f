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

test('the state of billing is the latest run, the last 24 hours, and how many hours are missing', async () => {
  const state = await readBillingState(database.db, { asOf: hour(5) })
  expect(state.latest?.asOf).toEqual(hour(4))
  expect(state).toMatchObject({ isBehind: false, behindHours: 0, billedUpTo: hour(4) })
  expect(state.lastDay.map(({ currency }) => currency)).toEqual(['JPY', 'RUB'])
  const grace = (n: number, ms: number) => new Date(hour(n).getTime() + 10 * 60_000 + ms)
  expect(await readBillingState(database.db, { asOf: grace(5, -1) })).toMatchObject({ isBehind: false })
  expect(await readBillingState(database.db, { asOf: grace(5, 0) })).toMatchObject({
    isBehind: true,
    behindHours: 1,
  })
  expect(await readBillingState(database.db, { asOf: grace(28, 0) })).toMatchObject({
    behindHours: 24,
    lastDay: [],
  })
})

test('a run that has not ended is told by its ranges: how far it came, what it charged, and whether it stands', async () => {
  const { db, owner } = database
  const [run] = await owner`
    insert into billing_runs (as_of, since, heartbeat_at) values (${hour(5)}, ${hour(2)}, now()) returning id`
  await owner`
    insert into billing_ranges (run_id, number, after_id, up_to_id, done_id, wallets_billed, charged, heartbeat_at) values
      (${run?.id}, 0, 0, 100, 100, 90, '{"RUB": "9007199254740993", "JPY": "5"}', now()),
      (${run?.id}, 1, 100, 200, 150, 40, '{"RUB": "7"}', now())`
  const read = async () => (await readBillingState(db, { asOf: hour(5) })).latest
  expect(await read()).toMatchObject({
    status: 'running',
    hours: 3,
    progress: { ranges: 2, rangesDone: 1, percent: 75 },
    walletsBilled: 130,
    charged: [
      { currency: 'JPY', amountMinor: 5n },
      { currency: 'RUB', amountMinor: 9007199254741000n },
    ],
  })
  expect((await sumBillingRuns(db, { after: hour(4), upTo: hour(5) })).charged).toEqual([
    { currency: 'JPY', amountMinor: 5n },
    { currency: 'RUB', amountMinor: 9007199254741000n },
  ])
  await owner`update billing_ranges set heartbeat_at = now() - interval '2 minutes'`
  await owner`update billing_runs set heartbeat_at = now() - interval '2 minutes' where id = ${run?.id}`
  expect(await read()).toMatchObject({ status: 'stopped' })
  expect(await readBillingState(db, { asOf: hour(5) })).toMatchObject({ isBehind: true, behindHours: 0 })
})

test('billing is behind after a run that failed, however recent', async () => {
  await database.owner`insert into billing_runs (as_of, status) values (${hour(5)}, 'failed')`
  expect(await readBillingState(database.db, { asOf: hour(5) })).toMatchObject({ isBehind: true })
})
