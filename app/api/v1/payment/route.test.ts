import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getPayment } from './[id]/route'
import { GET, POST } from './route'

// Nothing listens at the Stripe address of the tests: a payment is taken down all the same, and asked for later.

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

async function plantCustomer() {
  const userId = await plantUser(base.db)
  return { userId, key: await plantKey(base.db, userId) }
}

const pay = (as: string, body: unknown, headers: Record<string, string> = {}) =>
  call(POST, '/api/v1/payment', { as, body, headers })
const read = (as: string, id: string) => call(getPayment, `/api/v1/payment/${id}`, { as, params: { id } })

test('the call of the README makes a payment with a link to pay it at', async () => {
  const { key } = await plantCustomer()
  const { status, json } = await pay(
    key,
    '{"value": 1342.00, "currency": "RUB", "description": "Оплата подписки"}',
  )
  expect(status).toBe(201)
  expect(json).toEqual({
    id: expect.any(String),
    status: 'pending',
    processing: false,
    paid: false,
    value: '1342.00',
    currency: 'RUB',
    description: 'Оплата подписки',
    confirmation_url: `http://127.0.0.1:8000/pay/${json.id}`,
    receipt_url: null,
    return_url: null,
    metadata: {},
    origin: 'user',
    save_card: false,
    refunded_value: '0.00',
    created_at: expect.any(String),
    expires_at: new Date(Date.parse(json.created_at) + 24 * 3_600_000).toISOString(),
    paid_at: null,
    canceled_at: null,
    cancellation_reason: null,
  })
  expect((await read(key, json.id)).json).toEqual(json)
})

test('the address to return to is kept as browsers read it', async () => {
  const { key } = await plantCustomer()
  const body = { value: '5.00', currency: 'USD', return_url: 'HTTPS://Shop.Example/a/../b?c=ё' }
  expect((await pay(key, body)).json).toMatchObject({ return_url: 'https://shop.example/b?c=%D1%91' })
})

test('one key is one payment, and its first answer word for word', async () => {
  const { key, userId } = await plantCustomer()
  const body = {
    value: '5.00',
    currency: 'USD',
    metadata: { b: '2', a: '1' },
    return_url: 'https://shop.example/x?y=1',
  }
  const headers = { 'Idempotency-Key': 'order-1' }
  const first = await pay(key, body, headers)
  const again = await pay(key, body, headers)
  expect(again.text).toBe(first.text)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(first.json).toMatchObject({ metadata: { a: '1', b: '2' }, return_url: 'https://shop.example/x?y=1' })
  const [count] = await base.owner`select count(*)::int as payments from payments where user_id = ${userId}`
  expect(count?.payments).toBe(1)
})

test('a payment of someone else does not exist, nor does an id that is none', async () => {
  const [mine, theirs] = [await plantCustomer(), await plantCustomer()]
  const { json } = await pay(theirs.key, { value: '1.00', currency: 'RUB' })
  for (const id of [json.id, crypto.randomUUID(), 'x', "1' or '1'='1", '0']) {
    expect((await read(mine.key, id)).json).toMatchObject({ status: 404, code: 'not_found' })
  }
})

test('the list pages through all payments, newest first', async () => {
  const { key } = await plantCustomer()
  const made: string[] = []
  for (const value of ['1', '2', '3']) made.push((await pay(key, { value, currency: 'RUB' })).json.id)
  const first = await call(GET, '/api/v1/payment?limit=2', { as: key })
  expect(first.json.data.map(({ id }: { id: string }) => id)).toEqual([made[2], made[1]])
  const second = await call(GET, `/api/v1/payment?limit=2&cursor=${first.json.next_cursor}`, { as: key })
  expect(second.json).toMatchObject({ data: [{ id: made[0] }], next_cursor: null })
})

test.each([
  ['limit=0', 'limit'],
  ['limit=101', 'limit'],
  ['limit=ten', 'limit'],
  ['cursor=x', 'cursor'],
  ['limit=1&limit=2', 'limit'],
  ['page=2', 'page'],
  ['cursor=%00', 'cursor'],
])('the list refuses ?%s by name', async (query, field) => {
  const { key } = await plantCustomer()
  const { json } = await call(GET, `/api/v1/payment?${query}`, { as: key })
  expect(json).toMatchObject({ status: 400, code: 'invalid_request', field })
})

test.each([
  [{ return_url: 'javascript:alert(1)' }, 'return_url'],
  [{ return_url: '/relative' }, 'return_url'],
  [{ return_url: 'https://user:pass@shop.example/' }, 'return_url'],
  [{ return_url: 'https://shop.example@evil.example/' }, 'return_url'],
  [{ description: 'x'.repeat(256) }, 'description'],
  [{ metadata: { order: 7 } }, 'metadata.order'],
  [{ metadata: [] }, 'metadata'],
  [
    { metadata: Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`k${index}`, 'v'])) },
    'metadata',
  ],
  [{ value: '0.001' }, 'value'],
  [{ value: '' }, 'value'],
])('%j is refused by name', async (change, field) => {
  const { key } = await plantCustomer()
  const { status, json } = await pay(key, { value: '10.00', currency: 'RUB', ...change })
  expect(status).toBe(400)
  expect(json.field).toBe(field)
})
