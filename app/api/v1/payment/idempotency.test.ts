import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PaymentWorld, startPaymentWorld } from '@/lib/payments/payment-world.fixture'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { POST as cancel } from './[id]/cancel/route'
import { POST } from './route'

let world: PaymentWorld

beforeAll(async () => {
  world = await startPaymentWorld()
  serveFrom(world.database.db)
})
afterAll(() => world.close())

const BODY = {
  value: '1342.00',
  currency: 'RUB',
  description: 'Оплата подписки',
  metadata: { b: '2', a: '1' },
}

async function plantCustomer() {
  const userId = await plantUser(world.database.db)
  return { userId, key: await plantKey(world.database.db, userId) }
}
const pay = (as: string, headers: Record<string, string>, body: unknown = BODY) =>
  call(POST, '/api/v1/payment', { as, body, headers })

async function countOf(userId: string): Promise<{ payments: number; intents: number }> {
  const [row] = await world.database
    .owner`select count(*)::int as payments from payments where user_id = ${userId}`
  const intents = await stripeClient().paymentIntents.list({ limit: 100 }).autoPagingToArray({ limit: 1000 })
  return {
    payments: row?.payments,
    intents: intents.filter(({ metadata }) => metadata?.user_id === userId).length,
  }
}

test.each(['Idempotency-Key', 'Idempotence-Key'])(
  '50 at once under one %s are one payment',
  async (header) => {
    const { key, userId } = await plantCustomer()
    const replies = await Promise.all(Array.from({ length: 50 }, () => pay(key, { [header]: 'order-1' })))
    for (const { status, json } of replies) {
      if (status !== 201) expect(json).toMatchObject({ status: 409, code: 'idempotency_in_flight' })
    }
    const made = replies.filter(({ status }) => status === 201)
    expect(made.length).toBeGreaterThan(0)
    const again = await pay(key, { [header]: 'order-1' })
    expect(new Set([...made, again].map(({ text }) => text)).size).toBe(1)
    expect(await countOf(userId)).toEqual({ payments: 1, intents: 1 })
  },
)

test('both spellings name the same payment; two different ones in one call are refused', async () => {
  const { key, userId } = await plantCustomer()
  const first = await pay(key, { 'Idempotency-Key': 'order-1' })
  const again = await pay(key, { 'Idempotence-Key': 'order-1' })
  expect(again.text).toBe(first.text)
  const both = { 'Idempotency-Key': 'order-1', 'Idempotence-Key': 'order-2' }
  expect((await pay(key, both)).json).toMatchObject({ status: 400, code: 'invalid_request' })
  expect(await countOf(userId)).toEqual({ payments: 1, intents: 1 })
})

test('the order of fields and the spelling of spaces do not matter, any other body is refused', async () => {
  const { key, userId } = await plantCustomer()
  const headers = { 'Idempotency-Key': 'order-1' }
  const first = await pay(key, headers)
  const reordered = JSON.stringify(Object.fromEntries(Object.entries(BODY).reverse()), null, 4)
  expect((await pay(key, headers, reordered)).text).toBe(first.text)
  for (const change of [{ value: '1342.01' }, { currency: 'USD' }, { description: '' }, { metadata: {} }]) {
    expect((await pay(key, headers, { ...BODY, ...change })).json).toMatchObject({
      status: 422,
      code: 'idempotency_mismatch',
      field: 'Idempotency-Key',
    })
  }
  expect(await countOf(userId)).toEqual({ payments: 1, intents: 1 })
})

test('keys of two users never meet', async () => {
  const [mine, theirs] = [await plantCustomer(), await plantCustomer()]
  const headers = { 'Idempotency-Key': 'order-1' }
  const [first, second] = [await pay(mine.key, headers), await pay(theirs.key, headers)]
  expect(first.json.id).not.toBe(second.json.id)
})

test('a refusal is given again as well', async () => {
  const { key } = await plantCustomer()
  const headers = { 'Idempotency-Key': 'order-1' }
  const first = await pay(key, headers, { ...BODY, value: '0.49', currency: 'USD' })
  const again = await pay(key, headers, { ...BODY, value: '0.49', currency: 'USD' })
  expect(first.json).toMatchObject({ status: 400, code: 'amount_too_small' })
  expect(again.text).toBe(first.text)
})

test('canceling answers the payment, the same again, and 404 to anybody else', async () => {
  const [mine, theirs] = [await plantCustomer(), await plantCustomer()]
  const { id } = (await pay(mine.key, {})).json
  const cancelAs = (as: string, paymentId = id, headers = {}) =>
    call(cancel, `/api/v1/payment/${paymentId}/cancel`, {
      as,
      method: 'POST',
      headers,
      params: { id: paymentId },
    })
  for (const paymentId of [id, crypto.randomUUID(), 'x']) {
    expect((await cancelAs(theirs.key, paymentId)).json).toMatchObject({ status: 404, code: 'not_found' })
  }
  const canceled = await cancelAs(mine.key, id, { 'Idempotency-Key': 'cancel-1' })
  expect(canceled.json).toMatchObject({
    id,
    status: 'canceled',
    paid: false,
    cancellation_reason: 'requested_by_user',
    canceled_at: expect.any(String),
  })
  expect((await cancelAs(mine.key, id, { 'Idempotency-Key': 'cancel-1' })).text).toBe(canceled.text)
  expect((await cancelAs(mine.key)).json).toEqual(canceled.json)
})

test('what is no id takes no key, however long it is', async () => {
  const { key, userId } = await plantCustomer()
  // No index holds this: random text cannot be packed into less.
  const long = randomBytes(4500).toString('base64url')
  for (const id of [long, 'x', `${crypto.randomUUID()}x`]) {
    const headers = { 'Idempotency-Key': 'cancel-1' }
    const path = `/api/v1/payment/${id}/cancel`
    const reply = await call(cancel, path, { as: key, method: 'POST', headers, params: { id } })
    expect(reply.json).toMatchObject({ status: 404, code: 'not_found' })
  }
  expect(await world.database.owner`select 1 from idempotency_keys where user_id = ${userId}`).toHaveLength(0)
})

test('a key without the scope may not cancel', async () => {
  const { key, userId } = await plantCustomer()
  const { id } = (await pay(key, {})).json
  const reader = await plantKey(world.database.db, userId, ['payments:read'])
  const path = `/api/v1/payment/${id}/cancel`
  const reply = await call(cancel, path, { as: reader, method: 'POST', params: { id } })
  expect(reply.json).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await call(cancel, path, { method: 'POST', params: { id } })).status).toBe(401)
})
