import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getBalance } from '../balance/route'
import { GET as getTransactions } from '../transactions/route'
import { POST } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

async function plantCustomer(balanceMinor = 100_000n) {
  const { userId } = await plantWallet(base.db, { balanceMinor, asOf: await appNow(base.db) })
  return { userId, key: await plantKey(base.db, userId) }
}

const charge = (as: string, body: unknown, key: string = crypto.randomUUID()) =>
  call(POST, '/api/v1/charge', { as, body, headers: { 'Idempotency-Key': key } })

test('a charge is a row of the log, and the balance falls by it', async () => {
  const { userId, key } = await plantCustomer()
  const { status, json } = await charge(
    key,
    '{"value":250.50,"currency":"rub","reason":" Домен example.com "}',
  )
  expect(status).toBe(201)
  expect(json).toEqual({
    id: expect.stringMatching(/^\d+-2$/),
    user: userId,
    type: 'charge',
    reason: 'Домен example.com',
    amount: '-250.50',
    currency: 'RUB',
    balance: '749.50',
    datetime: expect.any(String),
    period: null,
    payment: null,
  })
  const balance = await call(getBalance, '/api/v1/balance', { as: key })
  expect(balance.json).toEqual({
    balances: [
      {
        currency: 'RUB',
        balance: '749.50',
        available: '749.50',
        held: '0.00',
        hourly_rate: '0.00',
        depletes_at: null,
        last_hourly_billing: expect.any(String),
      },
    ],
  })
})

test('fifty retries at once take the money once', async () => {
  const { key } = await plantCustomer()
  const idempotencyKey = crypto.randomUUID()
  const body = { value: '10.00', currency: 'RUB', reason: 'once' }
  const replies = await Promise.all(Array.from({ length: 50 }, () => charge(key, body, idempotencyKey)))
  expect(new Set(replies.map(({ status, text }) => status + text)).size).toBe(1)
  expect(replies.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(49)
  const { json } = await call(getBalance, '/api/v1/balance', { as: key })
  expect(json.balances[0].balance).toBe('990.00')
})

test('more than there is is a 402 that says what there is, and stays the answer to its key', async () => {
  const { key, userId } = await plantCustomer(500n)
  const idempotencyKey = crypto.randomUUID()
  const body = { value: '5.01', currency: 'RUB', reason: 'too much' }
  const first = await charge(key, body, idempotencyKey)
  expect(first.status).toBe(402)
  expect(first.headers.get('content-type')).toBe('application/problem+json')
  expect(first.json).toMatchObject({ code: 'insufficient_funds', available: '5.00', currency: 'RUB' })
  await base.owner`update wallets set balance = balance where user_id = ${userId}`
  const again = await charge(key, body, idempotencyKey)
  expect([again.status, again.text]).toEqual([402, first.text])
  expect((await charge(key, { ...body, currency: 'USD' })).json).toMatchObject({
    available: '0.00',
    currency: 'USD',
  })
})

test('a charge needs a key, and the same key does not cover another charge', async () => {
  const { key } = await plantCustomer()
  const body = { value: '1', currency: 'RUB', reason: 'x' }
  const without = await call(POST, '/api/v1/charge', { as: key, body })
  expect(without.json).toMatchObject({ status: 400, code: 'invalid_request', field: 'Idempotency-Key' })
  expect((await charge(key, body, 'k')).status).toBe(201)
  expect((await charge(key, { ...body, value: '2' }, 'k')).json).toMatchObject({
    status: 422,
    code: 'idempotency_mismatch',
  })
  // Another user's key with the same letters is another key.
  const other = await plantCustomer()
  expect((await charge(other.key, { ...body, value: '3' }, 'k')).status).toBe(201)
})

test.each([
  ['{"value":1342.000000000000001,"currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":1e3,"currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":"0","currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":-5,"currency":"RUB","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":"9223372036854775808","currency":"JPY","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":1.5,"currency":"JPY","reason":"x"}', 'invalid_amount', 'value'],
  ['{"value":true,"currency":"RUB","reason":"x"}', 'invalid_request', 'value'],
  ['{"currency":"RUB","reason":"x"}', 'invalid_request', 'value'],
  ['{"value":1,"currency":"XXX","reason":"x"}', 'invalid_currency', 'currency'],
  ['{"value":1,"currency":null,"reason":"x"}', 'invalid_request', 'currency'],
  ['{"value":1,"currency":"RUB","reason":" "}', 'invalid_request', 'reason'],
  ['{"value":1,"currency":"RUB","reason":"a\\u0000b"}', 'invalid_request', 'reason'],
  ['{"value":1,"currency":"RUB","reason":"x","balance":5}', 'invalid_request', 'balance'],
  ['{"value":1,"value":2,"currency":"RUB","reason":"x"}', 'invalid_json', undefined],
  ['[]', 'invalid_request', undefined],
  ['null', 'invalid_request', undefined],
  ['{', 'invalid_json', undefined],
])('%s is refused', async (body, code, field) => {
  const { key } = await plantCustomer()
  const { status, json } = await charge(key, body)
  expect(status).toBe(400)
  expect(json).toMatchObject({ code, ...(field === undefined ? {} : { field }) })
})

test.each([
  undefined,
  '',
  'Bearer',
  'Bearer ',
  'Bearer a b',
  'Basic YTpi',
  `Bearer hg_live_${'0'.repeat(46)}`,
  'Bearer %E0%A4%A',
  `Bearer ${'x'.repeat(9000)}`,
  'Bearer ..',
])('the header %j is nobody', async (authorization) => {
  const headers: Record<string, string> = authorization === undefined ? {} : { Authorization: authorization }
  const { status, json, headers: answered } = await call(POST, '/api/v1/charge', { body: {}, headers })
  expect(status).toBe(401)
  expect(json.code).toBe('unauthenticated')
  expect(answered.get('www-authenticate')).toContain('Bearer')
})

test('a key does what its scopes say', async () => {
  const { userId } = await plantCustomer()
  const reader = await plantKey(base.db, userId, ['transactions:read'])
  const refused = await charge(reader, { value: '1', currency: 'RUB', reason: 'x' })
  expect(refused.json).toMatchObject({ status: 403, code: 'forbidden', scope: 'charges:write' })
  expect((await call(getTransactions, '/api/v1/transactions', { as: reader })).status).toBe(200)
})

test('an operator acts for whom it names; a user only for themselves', async () => {
  const adminId = await plantUser(base.db)
  await base.owner`update users set role = 'admin' where id = ${adminId}`
  const operator = await plantKey(base.db, adminId, ['operator'])
  const { userId, key } = await plantCustomer()
  const body = { value: '1', currency: 'RUB', reason: 'x' }

  expect((await charge(operator, { ...body, user: userId })).json).toMatchObject({
    user: userId,
    balance: '999.00',
  })
  const seen = await call(getTransactions, `/api/v1/transactions?user=${userId}&type=charge`, {
    as: operator,
  })
  expect(seen.json.data).toMatchObject([{ user: userId, amount: '-1.00' }])
  const nobody = crypto.randomUUID()
  expect((await charge(operator, { ...body, user: nobody })).status).toBe(404)

  // To a user, someone else and nobody look the same.
  for (const user of [adminId, nobody]) {
    expect((await charge(key, { ...body, user })).json).toMatchObject({ status: 403, field: 'user' })
  }
  expect((await charge(key, { ...body, user: userId })).status).toBe(201)
  // A key made by an admin without the scope is an ordinary one, and so is an operator's once it is no admin.
  expect((await charge(await plantKey(base.db, adminId), { ...body, user: userId })).status).toBe(403)
  await base.owner`update users set role = 'user' where id = ${adminId}`
  expect((await charge(operator, { ...body, user: userId })).status).toBe(403)
})
