import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import type { Payment } from '@/lib/payments/payment'
import { createReturnsWorld, intentOf, type ReturnsWorld } from '@/lib/payments/returns/returns-world.fixture'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { GET as listRefunds } from '../refunds/route'
import { POST } from './route'

let world: ReturnsWorld
let operator: string
let adminId: string

beforeAll(async () => {
  world = await createReturnsWorld()
  serveFrom(world.db)
  adminId = await plantUser(world.db)
  await world.owner`update users set role = 'admin' where id = ${adminId}`
  operator = await plantKey(world.db, adminId, ['operator'])
})
beforeEach(() => world.control('/reset'))
afterAll(() => world.close())

const refund = (
  id: string,
  body: unknown,
  { as = operator, key = crypto.randomUUID() as string, query = '' } = {},
) =>
  call(POST, `/api/v1/payment/${id}/refund${query}`, {
    ...{ as, body, params: { id } },
    headers: key === '' ? {} : { 'Idempotency-Key': key },
  })
const list = (id: string, as = operator, query = '') =>
  call(listRefunds, `/api/v1/payment/${id}/refunds${query}`, { as, params: { id } })
const spend = ({ userId }: Payment, amountMinor: bigint) =>
  chargeWallet(world.db, { userId, currency: 'RUB', amountMinor, reason: 'x', asOf: null, actor: 'test' })

test('gives back a part, then the rest, and lists both to the operator and to the user', async () => {
  const payment = await world.paid()
  const first = await refund(payment.id, { value: '300.00', reason: 'Asked for' })
  expect(first.status).toBe(201)
  expect(first.json).toEqual({
    id: expect.any(String),
    payment: payment.id,
    status: 'succeeded',
    value: '300.00',
    taken_value: '300.00',
    currency: 'RUB',
    reason: 'Asked for',
    origin: 'api',
    failure_code: null,
    created_at: expect.any(String),
    ended_at: expect.any(String),
  })
  const rest = await refund(payment.id, { reason: 'All of it' })
  expect(rest.json).toMatchObject({ status: 'succeeded', value: '700.00' })
  expect((await list(payment.id)).json).toEqual({ data: [first.json, rest.json] })
  const own = await plantKey(world.db, payment.userId)
  expect((await list(payment.id, own)).json.data).toHaveLength(2)
  expect((await list(payment.id, operator, `?user=${payment.userId}`)).json.data).toHaveLength(2)
})

test('the same key gives the first answer again, word for word; another body is refused', async () => {
  const payment = await world.paid()
  const key = crypto.randomUUID()
  const first = await refund(payment.id, { value: 10, reason: 'x' }, { key })
  await world.control(`/refunds/${await stripeIdOf(payment)}/settle`, { outcome: 'failed' })
  await world.deliver(await world.eventsOf(payment))
  const again = await refund(payment.id, { value: 10, reason: 'x' }, { key })
  expect(again.text).toBe(first.text)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect((await refund(payment.id, { value: 11, reason: 'x' }, { key })).json).toMatchObject({
    status: 422,
    code: 'idempotency_mismatch',
  })
})

test('more than is available is a 402 that says how much is; more than is left a 409 that says how much is', async () => {
  const payment = await world.paid()
  await spend(payment, 60_000n)
  expect((await refund(payment.id, { value: '500', reason: 'x' })).json).toMatchObject({
    status: 402,
    code: 'insufficient_funds',
    available: '400.00',
    currency: 'RUB',
  })
  expect((await refund(payment.id, { value: '1000.01', reason: 'x' })).json).toMatchObject({
    status: 409,
    code: 'not_refundable',
    field: 'value',
    refundable: '1000.00',
    currency: 'RUB',
  })
})

test('what a bank has is not given back', async () => {
  const payment = await world.paid()
  await world.control('/disputes', { payment_intent: intentOf(payment) })
  await world.deliver(await world.eventsOf(payment))
  expect((await refund(payment.id, { reason: 'x' })).json).toMatchObject({
    status: 409,
    code: 'not_refundable',
    refundable: '0.00',
  })
})

test('while Stripe is away it is pending, and answered so', async () => {
  const payment = await world.paid()
  await world.control('/faults', {
    path: '/v1/refunds',
    method: 'POST',
    kind: 'drop',
    works: false,
    times: 9,
  })
  expect(await refund(payment.id, { value: '1', reason: 'x' })).toMatchObject({
    status: 201,
    json: { status: 'pending', ended_at: null },
  })
})

test('only an operator may, and only of what exists', async () => {
  const payment = await world.paid()
  const own = await plantKey(world.db, payment.userId)
  expect((await refund(payment.id, { reason: 'x' }, { as: own })).json).toMatchObject({
    status: 403,
    code: 'forbidden',
  })
  const stranger = await plantUser(world.db)
  for (const id of [crypto.randomUUID(), 'x', "1' or '1'='1"]) {
    expect((await refund(id, { reason: 'x' })).json).toMatchObject({ status: 404, code: 'not_found' })
    expect((await list(id)).json).toMatchObject({ status: 404 })
  }
  expect((await refund(payment.id, { reason: 'x', user: stranger })).json).toMatchObject({ status: 404 })
  expect((await list(payment.id, await plantKey(world.db, stranger))).json).toMatchObject({ status: 404 })
  expect((await list(payment.id, operator, `?user=${stranger}`)).json).toMatchObject({ status: 404 })
  expect(await world.balanceOf(payment)).toBe(100_000n)
})

test('an operator who names somebody gives back a payment of theirs, themselves not left out', async () => {
  const [payment, own] = [await world.paid(), await world.paid({ userId: adminId })]
  const body = { value: '1', reason: 'x' }
  const missed = [
    await refund(payment.id, { ...body, user: adminId }),
    await refund(payment.id, body, { query: `?user=${adminId}` }),
    await refund(own.id, body, { query: `?user=${payment.userId}` }),
  ]
  for (const { json } of missed) expect(json).toMatchObject({ status: 404, code: 'not_found' })
  expect(await world.balanceOf(payment)).toBe(100_000n)
  const given = [
    await refund(own.id, { ...body, user: adminId }),
    await refund(payment.id, body, { query: `?user=${payment.userId}` }),
  ]
  expect(given.map(({ status }) => status)).toEqual([201, 201])
})

test.each([
  [{ value: '1' }, 'reason'],
  [{ value: '1', reason: '' }, 'reason'],
  [{ value: '1', reason: 'x'.repeat(256) }, 'reason'],
  [{ value: '0', reason: 'x' }, 'value'],
  [{ value: '-1', reason: 'x' }, 'value'],
  [{ value: '0.001', reason: 'x' }, 'value'],
  [{ value: 'all', reason: 'x' }, 'value'],
  [{ value: null, reason: 'x' }, 'value'],
  [{ reason: 'x', amount: 1 }, 'amount'],
])('%j is refused by name', async (body, field) => {
  const payment = await world.paid()
  expect((await refund(payment.id, body)).json).toMatchObject({ status: 400, field })
})

test('a call without a key takes nothing', async () => {
  const payment = await world.paid()
  expect((await refund(payment.id, { reason: 'x' }, { key: '' })).json).toMatchObject({
    status: 400,
    field: 'Idempotency-Key',
  })
  expect(await world.balanceOf(payment)).toBe(100_000n)
})

test('all of it leaves no violation', async () => {
  expect(await world.violations()).toEqual([])
})

async function stripeIdOf(payment: Payment): Promise<string> {
  const [row] = await world.owner`select stripe_refund_id from refunds where payment_id = ${payment.id}`
  return String(row?.stripe_refund_id)
}
