import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser, plantWallet } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { GET as getBalance } from '../balance/route'
import { GET as getTransactions } from '../transactions/route'
import { POST as postCapture } from './[id]/capture/route'
import { POST as postRelease } from './[id]/release/route'
import { GET as getHold } from './[id]/route'
import { GET as getHolds, POST } from './route'

let base: TestDatabase
const NOW = new Date('2026-05-01T12:00:00.000Z')

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  await freezeClock(base.db, NOW)
})
afterAll(async () => {
  expect(await verifyLedger(base.db)).toEqual([])
  await base.close()
})

async function plantCustomer(balanceMinor = 100_000n) {
  const { userId } = await plantWallet(base.db, { balanceMinor, asOf: await appNow(base.db) })
  return { userId, key: await plantKey(base.db, userId) }
}

const keyed = (key: string = crypto.randomUUID()) => ({ 'Idempotency-Key': key })
const place = (as: string, body: unknown, key?: string) =>
  call(POST, '/api/v1/holds', { as, body, headers: keyed(key) })
const ofHold = (id: string) => ({ params: { id } })
const capture = (as: string, id: string, body?: unknown, key?: string) =>
  call(postCapture, `/api/v1/holds/${id}/capture`, {
    as,
    method: 'POST',
    headers: keyed(key),
    ...ofHold(id),
    ...(body === undefined ? {} : { body }),
  })
const release = (as: string, id: string) =>
  call(postRelease, `/api/v1/holds/${id}/release`, { as, method: 'POST', ...ofHold(id) })
const read = (as: string, id: string) => call(getHold, `/api/v1/holds/${id}`, { as, ...ofHold(id) })
const balanceOf = async (as: string) => (await call(getBalance, '/api/v1/balance', { as })).json.balances[0]

const JOB = { value: '250.00', currency: 'RUB', reason: 'render job' }

describe('a hold', () => {
  test('keeps its amount back from what is available, and says so', async () => {
    const { key, userId } = await plantCustomer()
    const { status, json } = await place(key, { ...JOB, metadata: { job: '17' } })
    expect(status).toBe(201)
    expect(json).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      user: userId,
      status: 'open',
      value: '250.00',
      currency: 'RUB',
      captured_value: null,
      reason: 'render job',
      transaction: null,
      metadata: { job: '17' },
      created_at: NOW.toISOString(),
      expires_at: new Date(NOW.getTime() + 24 * HOUR_MS).toISOString(),
      ended_at: null,
    })
    expect(await balanceOf(key)).toMatchObject({ balance: '1000.00', available: '750.00', held: '250.00' })
    expect((await read(key, json.id)).json).toEqual(json)
    // Nothing has moved.
    expect((await call(getTransactions, '/api/v1/transactions?type=charge', { as: key })).json.data).toEqual(
      [],
    )
  })

  test('is captured in part: one charge, and the rest is free', async () => {
    const { key } = await plantCustomer()
    const { json: placed } = await place(key, JOB)
    const { status, json } = await capture(key, placed.id, { value: 100.5, reason: 'render job, 12 min' })
    expect(status).toBe(200)
    expect(json).toMatchObject({ status: 'captured', value: '250.00', captured_value: '100.50' })
    expect(json.ended_at).toBe(NOW.toISOString())
    expect(await balanceOf(key)).toMatchObject({ balance: '899.50', available: '899.50', held: '0.00' })
    const { json: log } = await call(getTransactions, '/api/v1/transactions?type=charge', { as: key })
    expect(log.data).toMatchObject([
      { id: json.transaction, amount: '-100.50', reason: 'render job, 12 min' },
    ])
  })

  test('is captured whole without a body, in its own words', async () => {
    const { key } = await plantCustomer()
    const { json: placed } = await place(key, JOB)
    expect((await capture(key, placed.id)).json).toMatchObject({ captured_value: '250.00' })
    const { json: log } = await call(getTransactions, '/api/v1/transactions?type=charge', { as: key })
    expect(log.data).toMatchObject([{ amount: '-250.00', reason: 'render job' }])
  })

  test('can be all there is, and then nothing else can be taken', async () => {
    const { key } = await plantCustomer(25_000n)
    const { json: placed } = await place(key, JOB)
    const refused = await place(key, { ...JOB, value: '0.01' })
    expect(refused.json).toMatchObject({ status: 402, code: 'insufficient_funds', available: '0.00' })
    expect((await release(key, placed.id)).json).toMatchObject({ status: 'released', captured_value: null })
    expect((await release(key, placed.id)).status).toBe(200)
    expect((await place(key, JOB)).status).toBe(201)
  })

  test('that has ended is not captured', async () => {
    const { key } = await plantCustomer()
    const { json: placed } = await place(key, JOB)
    await capture(key, placed.id)
    const again = await capture(key, placed.id)
    expect(again.headers.get('content-type')).toBe('application/problem+json')
    expect(again.json).toMatchObject({ status: 409, code: 'hold_not_open', hold_status: 'captured' })
    expect((await release(key, placed.id)).json).toMatchObject({ status: 409, hold_status: 'captured' })
    const { json: other } = await place(key, JOB)
    await release(key, other.id)
    expect((await capture(key, other.id)).json).toMatchObject({ status: 409, hold_status: 'released' })
  })

  test('is over at its very expiry, though nothing has booked it', async () => {
    const { key } = await plantCustomer()
    const { json: placed } = await place(key, { ...JOB, expires_in: 'PT1H' })
    const { json: later } = await place(key, { ...JOB, expires_in: 7200 })
    await freezeClock(base.db, new Date(NOW.getTime() + HOUR_MS - 1))
    expect((await balanceOf(key)).held).toBe('500.00')
    await freezeClock(base.db, new Date(NOW.getTime() + HOUR_MS))
    expect(await balanceOf(key)).toMatchObject({ available: '750.00', held: '250.00' })
    expect((await read(key, placed.id)).json).toMatchObject({
      status: 'expired',
      ended_at: placed.expires_at,
    })
    const list = async (status: string) =>
      (await call(getHolds, `/api/v1/holds?status=${status}`, { as: key })).json.data.map(
        ({ id }: { id: string }) => id,
      )
    expect([await list('open'), await list('expired')]).toEqual([[later.id], [placed.id]])
    const late = await capture(key, placed.id)
    expect(late.json).toMatchObject({ code: 'hold_not_open', hold_status: 'expired' })
    expect(late.json.detail).toBe(`This hold expired at ${placed.expires_at}.`)
    // Now it is booked, and nothing reads otherwise.
    const [row] = await base.owner`select status from holds where id = ${placed.id}`
    expect(row?.status).toBe('expired')
    expect([await list('open'), await list('expired')]).toEqual([[later.id], [placed.id]])
    await freezeClock(base.db, NOW)
  })
})

describe('retries and races', () => {
  test('the same key places one hold and captures it once, and is answered the same', async () => {
    const { key } = await plantCustomer()
    const places = await Promise.all(Array.from({ length: 20 }, () => place(key, JOB, 'place')))
    expect(new Set(places.map(({ status, text }) => status + text)).size).toBe(1)
    const id = places[0]?.json.id
    const captures = await Promise.all(Array.from({ length: 20 }, () => capture(key, id, {}, 'capture')))
    expect(new Set(captures.map(({ status, text }) => status + text)).size).toBe(1)
    expect(captures.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(19)
    expect(await balanceOf(key)).toMatchObject({ balance: '750.00', held: '0.00' })
  })

  test('fifty captures at once with keys of their own are one', async () => {
    const { key } = await plantCustomer()
    const { json } = await place(key, JOB)
    const captures = await Promise.all(
      Array.from({ length: 50 }, () => capture(key, json.id, { value: '1' })),
    )
    const count = (status: number) => captures.filter((reply) => reply.status === status).length
    expect([count(200), count(409)]).toEqual([1, 49])
    expect(await balanceOf(key)).toMatchObject({ balance: '999.00', held: '0.00' })
  })

  test('a refusal stays the answer to its key', async () => {
    const { key } = await plantCustomer(100n)
    const first = await place(key, JOB, 'k')
    expect(first.status).toBe(402)
    expect((await place(key, JOB, 'k')).text).toBe(first.text)
    expect((await place(key, { ...JOB, value: '0.5' }, 'k')).json.code).toBe('idempotency_mismatch')
  })
})

describe('who may', () => {
  test('someone else’s hold is as one that does not exist', async () => {
    const { key } = await plantCustomer()
    const { json } = await place(key, JOB)
    const other = await plantCustomer()
    for (const id of [json.id, crypto.randomUUID(), 'no-id']) {
      const replies = [await read(other.key, id), await capture(other.key, id), await release(other.key, id)]
      expect(replies.map(({ status }) => status)).toEqual([404, 404, 404])
    }
    expect((await call(getHolds, '/api/v1/holds', { as: other.key })).json.data).toEqual([])
    expect((await read(key, json.id)).json.status).toBe('open')
  })

  test('scopes tell who reads and who writes', async () => {
    const { userId, key } = await plantCustomer()
    const { json } = await place(key, JOB)
    const reader = await plantKey(base.db, userId, ['transactions:read'])
    const writer = await plantKey(base.db, userId, ['charges:write'])
    expect((await read(reader, json.id)).status).toBe(200)
    expect((await capture(reader, json.id)).json).toMatchObject({ status: 403, scope: 'charges:write' })
    expect((await release(reader, json.id)).status).toBe(403)
    expect((await place(reader, JOB)).status).toBe(403)
    expect((await read(writer, json.id)).json).toMatchObject({ status: 403, scope: 'transactions:read' })
    expect((await capture(writer, json.id)).status).toBe(200)
  })

  test('an operator holds on behalf of whom it names', async () => {
    const adminId = await plantUser(base.db)
    await base.owner`update users set role = 'admin' where id = ${adminId}`
    const operator = await plantKey(base.db, adminId, ['operator'])
    const { userId, key } = await plantCustomer()
    const { json } = await place(operator, { ...JOB, user: userId })
    expect(json).toMatchObject({ user: userId, status: 'open' })
    expect((await read(key, json.id)).status).toBe(200)
    expect((await read(operator, json.id)).status).toBe(404)
    expect((await capture(operator, json.id, { user: userId })).json.status).toBe('captured')
    expect((await place(key, { ...JOB, user: adminId })).status).toBe(403)
  })
})

test('lists are paged, newest first', async () => {
  const { key } = await plantCustomer()
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.unshift((await place(key, { ...JOB, value: '1' })).json.id)
  await release(key, ids[1] ?? '')
  const page = async (query: string) => {
    const { json } = await call(getHolds, `/api/v1/holds?limit=2${query}`, { as: key })
    return [json.data.map(({ id }: { id: string }) => id), json.next_cursor]
  }
  expect(await page('')).toEqual([ids.slice(0, 2), ids[1]])
  expect(await page(`&cursor=${ids[1]}`)).toEqual([ids.slice(2, 4), ids[3]])
  expect(await page(`&cursor=${ids[3]}`)).toEqual([ids.slice(4), null])
  expect(await page('&status=open')).toEqual([[ids[0], ids[2]], ids[2]])
  expect(await page('&status=released')).toEqual([[ids[1]], null])
  expect(await page('&status=expired')).toEqual([[], null])
})

test.each([
  ['{"value":"1.001","currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":"0","currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":"1","currency":"ABC","reason":"x"}', 'invalid_currency', 'currency'],
  ['{"value":"1","currency":"RUB"}', 'invalid_request', 'reason'],
  ['{"value":"1","currency":"RUB","reason":""}', 'invalid_request', 'reason'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":0}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":1.5}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":-60}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":"PT0.5S"}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":"P31DT1S"}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":"P1M"}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","expires_in":99999999999}', 'invalid_request', 'expires_in'],
  ['{"value":"1","currency":"RUB","reason":"x","metadata":{"a":1}}', 'invalid_request', 'metadata.a'],
  ['{"value":"1","currency":"RUB","reason":"x","status":"open"}', 'invalid_request', 'status'],
])('%s is refused', async (body, code, field) => {
  const { key } = await plantCustomer()
  expect((await place(key, body)).json).toMatchObject({ status: 400, code, field })
})

test('what moves money needs a key', async () => {
  const { key } = await plantCustomer()
  const placing = await call(POST, '/api/v1/holds', { as: key, body: JOB })
  expect(placing.json).toMatchObject({ status: 400, field: 'Idempotency-Key' })
  const { json } = await place(key, JOB)
  const path = `/api/v1/holds/${json.id}/capture`
  const capturing = await call(postCapture, path, { as: key, body: {}, ...ofHold(json.id) })
  expect(capturing.json).toMatchObject({ status: 400, field: 'Idempotency-Key' })
})

test.each([
  [{ value: '250.01' }, 'invalid_amount', 'value'],
  [{ value: '0' }, 'invalid_amount', 'value'],
  [{ reason: ' ' }, 'invalid_request', 'reason'],
  [{ currency: 'RUB' }, 'invalid_request', 'currency'],
])('a capture of %j is refused, and leaves the hold open', async (body, code, field) => {
  const { key } = await plantCustomer()
  const { json } = await place(key, JOB)
  expect((await capture(key, json.id, body)).json).toMatchObject({ status: 400, code, field })
  expect((await read(key, json.id)).json.status).toBe('open')
})
