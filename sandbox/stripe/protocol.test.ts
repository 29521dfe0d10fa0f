import { expect, test } from 'vitest'
import { startStripeSandbox } from './server'
import { errorOf, sdk, startTestSandbox, temporaryDataFile } from './test-sandbox'

const USD = { amount: 500, currency: 'usd' }

/** Posts a form as any HTTP client would, past the SDK's types. */
async function post(
  url: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    body,
    headers: {
      authorization: 'Bearer sk_test_hourglass',
      'content-type': 'application/x-www-form-urlencoded',
      ...headers,
    },
  })
  return {
    status: answer.status,
    body: (await answer.json()) as { error?: Record<string, unknown>; id?: string },
  }
}

test.each([
  ['amount=500&currency=usd&colour=red', 'parameter_unknown', 'colour'],
  ['amount=500&currency=usd&shipping[colour]=red', 'parameter_unknown', 'shipping[colour]'],
  ['amount=500&currency=usd&payment_method_types[]=card', 'parameter_unknown', 'payment_method_types'],
  ['amount=500&currency=usd&__proto__[a]=1', 'parameter_unknown', '__proto__'],
  ['currency=usd', 'parameter_missing', 'amount'],
  ['amount=500', 'parameter_missing', 'currency'],
  ['amount=5.5&currency=usd', 'parameter_invalid_integer', 'amount'],
  ['amount=-1&currency=usd', 'parameter_invalid_integer', 'amount'],
  ['amount=&currency=usd', 'parameter_invalid_empty', 'amount'],
  ['amount=49&currency=usd', 'amount_too_small', 'amount'],
  ['amount=100000000&currency=usd', 'amount_too_large', 'amount'],
  ['amount=1234&currency=kwd', 'invalid_charge_amount', 'amount'],
  ['amount=500&currency=xxx', undefined, 'currency'],
  ['amount=500&currency=usd&capture_method=maybe', undefined, 'capture_method'],
  ['amount=500&currency=usd&confirm=perhaps', undefined, 'confirm'],
  ['amount=500&currency=usd&metadata=text', undefined, 'metadata'],
  ['amount=500&currency=usd&off_session[a]=1', undefined, 'off_session'],
  [
    'amount=500&currency=usd&payment_method_data[sepa_debit][iban]=1',
    undefined,
    'payment_method_data[sepa_debit]',
  ],
  ['amount=500&currency=usd&customer=cus_none', 'resource_missing', 'customer'],
  ['amount=500&currency=usd&receipt_email=nobody', 'email_invalid', 'receipt_email'],
])('%s is refused with %s on %s', async (form, code, param) => {
  const { url } = await startTestSandbox()
  const { status, body } = await post(url, '/v1/payment_intents', form)
  expect(status).toBe(400)
  expect(body.error).toMatchObject({ type: 'invalid_request_error', param })
  expect(body.error?.code).toBe(code)
})

test('an SDK of an older API version may still name payment_method_types', async () => {
  const { url } = await startTestSandbox()
  const form = 'amount=500&currency=usd&payment_method_types[]=card'
  const answer = await post(url, '/v1/payment_intents', form, { 'stripe-version': '2024-06-20' })
  expect(answer.status).toBe(200)
})

test.each([
  ['%E0%A4%A', {}],
  ['a[b=1', {}],
  ['a=1&a[b]=2', {}],
  [new Uint8Array([0x61, 0x3d, 0xff]), {}],
  ['{"amount":500}', { 'content-type': 'application/json' }],
])('the malformed body %s is a 400, never a crash', async (form, headers) => {
  const { url } = await startTestSandbox()
  const { status, body } = await post(url, '/v1/payment_intents', form, headers)
  expect(status).toBe(400)
  expect(body.error?.type).toBe('invalid_request_error')
})

test('a body above the limit is a 413', async () => {
  const { url } = await startTestSandbox()
  expect((await post(url, '/v1/payment_intents', `a=${'x'.repeat(1_100_000)}`)).status).toBe(413)
})

test('a wrong key is a 401, an unknown id or address a 404', async () => {
  const sandbox = await startTestSandbox()
  const wrong = await errorOf(sdk(sandbox, 'sk_test_somebody_else').customers.list())
  expect(wrong).toMatchObject({ type: 'StripeAuthenticationError', statusCode: 401 })
  expect(wrong.message).not.toContain('somebody')
  expect((await fetch(`${sandbox.url}/v1/customers`)).status).toBe(401)
  const basic = Buffer.from('sk_test_hourglass:').toString('base64')
  const answer = await fetch(`${sandbox.url}/v1/customers`, { headers: { authorization: `Basic ${basic}` } })
  expect(answer.status).toBe(200)
  expect(await errorOf(sandbox.stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })
  expect((await post(sandbox.url, '/v1/nothing', '')).status).toBe(404)
})

test('lists go by pages in both directions', async () => {
  const { stripe } = await startTestSandbox()
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.unshift((await stripe.customers.create({ name: `c${i}` })).id)
  const first = await stripe.customers.list({ limit: 2 })
  expect(first).toMatchObject({ has_more: true, url: '/v1/customers' })
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  const rest = await stripe.customers.list({ limit: 3, starting_after: ids[1] ?? '' })
  expect(rest.has_more).toBe(false)
  expect(rest.data.map(({ id }) => id)).toEqual(ids.slice(2))
  const back = await stripe.customers.list({ limit: 2, ending_before: ids[3] ?? '' })
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(1, 3))
  const all: string[] = []
  for await (const customer of stripe.customers.list({ limit: 2 })) all.push(customer.id)
  expect(all).toEqual(ids)
  expect(await errorOf(stripe.customers.list({ limit: 101 }))).toMatchObject({ param: 'limit' })
  expect((await stripe.customers.list({ created: { gt: Date.now() } })).data).toEqual([])
})

test('the same idempotency key and parameters answer the first result again', async () => {
  const { stripe } = await startTestSandbox()
  const options = { idempotencyKey: 'key-1' }
  const first = await stripe.paymentIntents.create(USD, options)
  const again = await stripe.paymentIntents.create(USD, options)
  expect(again).toEqual(first)
  expect((again.lastResponse as { headers: Record<string, string> }).headers['idempotent-replayed']).toBe(
    'true',
  )
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1)

  const other = await errorOf(stripe.paymentIntents.create({ ...USD, amount: 600 }, options))
  expect(other).toMatchObject({ type: 'StripeIdempotencyError', statusCode: 400 })
  const elsewhere = await errorOf(stripe.customers.create({}, options))
  expect(elsewhere).toMatchObject({ type: 'StripeIdempotencyError' })
})

test('a decline is replayed too; a refusal before execution leaves the key free', async () => {
  const { stripe } = await startTestSandbox()
  const options = { idempotencyKey: 'key-2' }
  const params = { ...USD, confirm: true, payment_method: 'pm_card_chargeDeclined' }
  const first = await errorOf(stripe.paymentIntents.create(params, options))
  const again = await errorOf(stripe.paymentIntents.create(params, options))
  expect(again.headers).toMatchObject({ 'idempotent-replayed': 'true' })
  expect(again.charge).toBe(first.charge)
  expect((await stripe.charges.list()).data).toHaveLength(1)

  const free = { idempotencyKey: 'key-3' }
  const wrong = { ...USD, capture_method: 'maybe' as 'manual' }
  expect(await errorOf(stripe.paymentIntents.create(wrong, free))).toMatchObject({ param: 'capture_method' })
  expect(await stripe.paymentIntents.create(USD, free)).toMatchObject({ amount: 500 })
})

test('an object that has left a list is still a place to read on from', async () => {
  const { stripe } = await startTestSandbox()
  const customer = (await stripe.customers.create({})).id
  const ids: string[] = []
  for (let i = 0; i < 4; i++)
    ids.unshift((await stripe.paymentMethods.attach('pm_card_visa', { customer })).id)
  const first = await stripe.customers.listPaymentMethods(customer, { limit: 2 })
  expect(first.data.map(({ id }) => id)).toEqual(ids.slice(0, 2))
  await stripe.paymentMethods.detach(ids[1]!)
  const next = await stripe.customers.listPaymentMethods(customer, { limit: 2, starting_after: ids[1] })
  expect(next.data.map(({ id }) => id)).toEqual(ids.slice(2))
  const back = await stripe.customers.listPaymentMethods(customer, { ending_before: ids[1] })
  expect(back.data.map(({ id }) => id)).toEqual(ids.slice(0, 1))
})

test('objects are expanded through each other, what is null stays, and what cannot be is refused', async () => {
  const { stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({
    ...USD,
    confirm: true,
    payment_method: 'pm_card_visa',
    expand: ['latest_charge.balance_transaction.source', 'review', 'customer'],
  })
  expect(intent).toMatchObject({
    customer: null,
    review: null,
    latest_charge: { balance_transaction: { source: { object: 'charge' } } },
  })
  const refund = await stripe.refunds.create({
    payment_intent: intent.id,
    expand: ['charge.payment_intent', 'failure_balance_transaction'],
  })
  expect(refund).toMatchObject({ charge: { payment_intent: { id: intent.id } } })
  const wrong = stripe.paymentIntents.retrieve(intent.id, { expand: ['amount'] })
  expect(await errorOf(wrong)).toMatchObject({ statusCode: 400, param: 'expand' })
})

test('the version that was asked for is named in the answer', async () => {
  const { url } = await startTestSandbox()
  const authorization = 'Bearer sk_test_hourglass'
  const headers = { authorization, 'stripe-version': '2024-06-20' }
  const answer = await fetch(`${url}/v1/customers`, { headers })
  expect(answer.headers.get('stripe-version')).toBe('2024-06-20')
  const wrong = await fetch(`${url}/v1/customers`, { headers: { authorization, 'stripe-version': 'latest' } })
  expect(wrong.status).toBe(400)
})

test('while a key is in use, the same request is a conflict and nothing runs twice', async () => {
  const { stripe } = await startTestSandbox({ latencyMs: 300 })
  const results = await Promise.allSettled(
    [1, 2, 3].map(() => stripe.paymentIntents.create(USD, { idempotencyKey: 'key-4' })),
  )
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  expect(refused).toHaveLength(2)
  for (const reason of refused) {
    expect(reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' })
  }
  expect((await stripe.paymentIntents.list()).data).toHaveLength(1)
})

test('a browser on another port may call, and reads what it needs', async () => {
  const { url } = await startTestSandbox()
  const preflight = await fetch(`${url}/v1/payment_methods`, {
    method: 'OPTIONS',
    headers: { origin: 'http://127.0.0.1:8000', 'access-control-request-headers': 'authorization' },
  })
  expect(preflight.status).toBe(204)
  expect(preflight.headers.get('access-control-allow-origin')).toBe('*')
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization')
})

test('it does not start in production', async () => {
  const before = process.env.NODE_ENV
  Object.assign(process.env, { NODE_ENV: 'production' })
  try {
    const start = startStripeSandbox({ port: 0, dataFile: temporaryDataFile(), webhookSecret: 'whsec_x' })
    await expect(start).rejects.toThrow('does not run in production')
  } finally {
    Object.assign(process.env, { NODE_ENV: before })
  }
})
