import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { after, plantUser } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { GET as getRun } from './[id]/route'
import { GET, POST } from './route'

let base: TestDatabase
let key: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  key = (await plantOperator(base)).key
  await plantRunning(base.db, { balanceMinor: 100_000n })
  await freezeClock(base.db, after(5 * HOUR_MS))
})
afterAll(() => base.close())

const run = (body: unknown, as = key, headers = {}) =>
  call(POST, '/api/v1/billing-runs', { as, body, headers })
const read = (id: string, as = key) => call(getRun, `/api/v1/billing-runs/${id}`, { as, params: { id } })
const list = async (query = '') => (await call(GET, `/api/v1/billing-runs${query}`, { as: key })).json

test('a run up to an instant, and one up to now, say what they did', async () => {
  const first = await run({ as_of: after(2 * HOUR_MS).toISOString() })
  expect([first.status, first.json]).toEqual([
    201,
    {
      id: expect.stringMatching(/^\d+$/),
      status: 'finished',
      as_of: after(2 * HOUR_MS).toISOString(),
      started_at: expect.any(String),
      duration_ms: expect.any(Number),
      hours: null,
      percent: 100,
      wallets_billed: 1,
      wallets_suspended: 0,
      charged: { RUB: '2.00' },
      forgiven_from: null,
      resumed: false,
      error: null,
    },
  ])
  const second = await run({})
  expect(second.json).toMatchObject({ as_of: after(5 * HOUR_MS).toISOString(), charged: { RUB: '3.00' } })
  expect((await read(first.json.id)).json).toEqual(first.json)
  expect((await list('?limit=1')).data).toEqual([second.json])
  const { data, next_cursor } = await list(`?cursor=${second.json.id}`)
  expect([data, next_cursor]).toEqual([[first.json], null])
})

test('the same key is the same run', async () => {
  const headers = { 'Idempotency-Key': 'again' }
  const first = await run({}, key, headers)
  expect((await run({}, key, headers)).text).toBe(first.text)
  expect((await run({ as_of: after(0).toISOString() }, key, headers)).status).toBe(422)
})

test('a run that a kill left is gone on with, not begun again', async () => {
  const asOf = after(4 * HOUR_MS)
  const [left] = await base.owner`insert into billing_runs (as_of) values (${asOf}) returning id`
  const { json } = await run({ as_of: asOf.toISOString() })
  expect(json).toMatchObject({ id: left?.id, status: 'finished' })
})

test('time that has not passed is not billed, and nonsense is refused by name', async () => {
  const future = await run({ as_of: after(6 * HOUR_MS).toISOString() })
  expect(future.json).toMatchObject({ status: 400, field: 'as_of' })
  expect((await run({ as_of: 'noon' })).json).toMatchObject({ status: 400, field: 'as_of' })
  expect(await list('?cursor=x')).toMatchObject({ status: 400, field: 'cursor' })
})

test.each(['999999', 'x', '9'.repeat(40)])('there is no run %s', async (id) => {
  expect((await read(id)).status).toBe(404)
})

test('runs are for operators alone', async () => {
  const user = await plantKey(base.db, await plantUser(base.db))
  expect((await run({}, user)).status).toBe(403)
  expect((await read('1', user)).status).toBe(403)
  expect((await call(GET, '/api/v1/billing-runs', { as: user })).status).toBe(403)
})
