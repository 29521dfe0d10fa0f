import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createPayment } from '@/lib/payments/create-payment'
import { type PaymentWorld, startPaymentWorld } from '@/lib/payments/payment-world.fixture'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { POST as cancel } from './[id]/cancel/route'
import { GET as read } from './[id]/route'
import { POST } from './route'

let world: PaymentWorld

beforeAll(async () => {
  vi.stubEnv('PAYMENT_MIN', 'RUB:100,USD:1')
  vi.stubEnv('PAYMENT_MAX', 'RUB:500000')
  vi.stubEnv('PAYMENT_DAILY_MAX', 'EUR:100')
  vi.stubEnv('PAYMENT_EXPIRES_AFTER', 'PT1H')
  vi.stubEnv('RETURN_URL_ORIGINS', 'https://shop.example, https://*.shops.example')
  world = await startPaymentWorld()
  serveFrom(world.database.db)
})
afterAll(() => world.close())

async function plantCustomer() {
  const userId = await plantUser(world.database.db)
  return { userId, key: await plantKey(world.database.db, userId) }
}
const pay = (as: string, value: string, currency: string, more = {}, headers = {}) =>
  call(POST, '/api/v1/payment', { as, body: { value, currency, ...more }, headers })

test.each([
  ['99.99', 'RUB', { code: 'amount_too_small', minimum: '100.00', currency: 'RUB' }],
  ['500000.01', 'RUB', { code: 'amount_too_large', maximum: '500000.00', currency: 'RUB' }],
  ['0.99', 'USD', { code: 'amount_too_small', minimum: '1.00', currency: 'USD' }],
  // Stripe's own, where none of ours is stricter.
  ['0.49', 'EUR', { code: 'amount_too_small', minimum: '0.50', currency: 'EUR' }],
  ['49', 'JPY', { code: 'amount_too_small', minimum: '50', currency: 'JPY' }],
  ['1000000', 'USD', { code: 'amount_too_large', maximum: '999999.99', currency: 'USD' }],
])('%s %s is refused with the limit', async (value, currency, problem) => {
  const { key } = await plantCustomer()
  const { status, json } = await pay(key, value, currency)
  expect(status).toBe(400)
  expect(json).toMatchObject({ ...problem, field: 'value' })
})

test.each([
  ['100', 'RUB'],
  ['500000', 'RUB'],
  ['1', 'USD'],
  ['0.50', 'EUR'],
  ['12', 'UAH'],
])('%s %s is within the limits', async (value, currency) => {
  const { key } = await plantCustomer()
  expect((await pay(key, value, currency)).status).toBe(201)
})

test('a day holds so much of a currency and no more, also for 20 at once', async () => {
  const { key } = await plantCustomer()
  const replies = await Promise.all(Array.from({ length: 20 }, () => pay(key, '30', 'EUR')))
  expect(replies.filter(({ status }) => status === 201)).toHaveLength(3)
  const refused = await pay(key, '10.01', 'EUR')
  expect(refused.json).toMatchObject({
    status: 400,
    code: 'daily_limit_exceeded',
    field: 'value',
    daily_maximum: '100.00',
    remaining: '10.00',
    currency: 'EUR',
    resets_at: expect.stringMatching(/T00:00:00\.000Z$/),
  })
  expect((await pay(key, '10', 'EUR')).status).toBe(201)
  expect((await pay(key, '30', 'USD')).status).toBe(201)
  const other = await plantCustomer()
  expect((await pay(other.key, '100', 'EUR')).status).toBe(201)
})

test('what was canceled does not count, what was paid does, until midnight of UTC', async () => {
  await freezeClock(world.database.db, new Date('2030-06-01T22:00:00Z'))
  const { key } = await plantCustomer()
  const { json: first } = await pay(key, '60', 'EUR')
  expect((await pay(key, '60', 'EUR')).json).toMatchObject({ remaining: '40.00' })
  await call(cancel, `/api/v1/payment/${first.id}/cancel`, {
    as: key,
    method: 'POST',
    params: { id: first.id },
  })
  const { json: second } = await pay(key, '100', 'EUR')
  const [row] = await world.database
    .owner`select stripe_payment_intent_id as id from payments where id = ${second.id}`
  await world.pay({ stripePaymentIntentId: row?.id })
  const paid = await call(read, `/api/v1/payment/${second.id}`, { as: key, params: { id: second.id } })
  expect(paid.json).toMatchObject({ status: 'succeeded', paid_at: '2030-06-01T22:00:00.000Z' })
  expect((await pay(key, '1', 'EUR')).json).toMatchObject({
    code: 'daily_limit_exceeded',
    remaining: '0.00',
    resets_at: '2030-06-02T00:00:00.000Z',
  })
  await freezeClock(world.database.db, new Date('2030-06-02T00:00:00Z'))
  expect((await pay(key, '100', 'EUR')).status).toBe(201)
  await world.database.owner`delete from sandbox_clock`
})

test('a payment that was recorded under its key is not held to limits again', async () => {
  const userId = await plantUser(world.database.db)
  const wish = { userId, amountMinor: 20_000n, currency: 'RUB', description: '', idempotencyKey: 'order-1' }
  const first = await createPayment(world.database.db, wish)
  const strict = { min: new Map([['RUB', 30_000n]]), max: new Map(), dailyMax: new Map([['RUB', 1n]]) }
  expect((await createPayment(world.database.db, wish, strict)).id).toBe(first.id)
})

test('it expires after the time that is set', async () => {
  const { key } = await plantCustomer()
  const { json } = await pay(key, '100', 'RUB')
  expect(Date.parse(json.expires_at) - Date.parse(json.created_at)).toBe(3_600_000)
})

test.each(['https://shop.example/thanks?order=1', 'https://a.shops.example/', 'https://a.b.shops.example/x'])(
  'a payer may be sent back to %s',
  async (return_url) => {
    const { key } = await plantCustomer()
    expect((await pay(key, '100', 'RUB', { return_url })).json).toMatchObject({ return_url })
  },
)

test.each([
  'https://evil.example/',
  'http://shop.example/',
  'https://shop.example:444/',
  'https://shop.example.evil.example/',
  'https://shops.example/',
  'https://evilshops.example/',
  'https://evil.example/https://shop.example',
])('a payer may not be sent back to %s', async (return_url) => {
  const { key, userId } = await plantCustomer()
  const { status, json } = await pay(key, '100', 'RUB', { return_url })
  expect([status, json.code, json.field]).toEqual([400, 'invalid_request', 'return_url'])
  const [count] = await world.database
    .owner`select count(*)::int as payments from payments where user_id = ${userId}`
  expect(count?.payments).toBe(0)
})
