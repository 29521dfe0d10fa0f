import { expect, test } from 'vitest'
import { control, errorOf, sdk, startTestSandbox } from '../test-sandbox'

const USD = { amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' }

test.each([
  [500, 'StripeAPIError', 'api_error'],
  [502, 'StripeAPIError', 'api_error'],
  [503, 'StripeAPIError', 'api_error'],
  [429, 'StripeRateLimitError', 'invalid_request_error'],
])(
  'the next call is answered with %i and does nothing; the key stays free',
  async (status, type, rawType) => {
    const sandbox = await startTestSandbox()
    const { stripe } = sandbox
    await control(sandbox, '/faults', { kind: 'error', status })
    const options = { idempotencyKey: 'pay-1' }
    expect(await errorOf(stripe.paymentIntents.create(USD, options))).toMatchObject({
      type,
      rawType,
      statusCode: status,
    })
    expect((await stripe.paymentIntents.list()).data).toEqual([])
    expect(await stripe.paymentIntents.create(USD, options)).toMatchObject({ status: 'succeeded' })
  },
)

test('a fault meets the calls that its method and path name, as often as it says', async () => {
  const sandbox = await startTestSandbox()
  const { stripe } = sandbox
  await control(sandbox, '/faults', { kind: 'error', method: 'POST', path: '/v1/refunds*', times: 2 })
  const intent = await stripe.paymentIntents.create(USD)
  expect((await stripe.refunds.list()).data).toEqual([])
  const refund = () => stripe.refunds.create({ payment_intent: intent.id })
  expect(await errorOf(refund())).toMatchObject({ statusCode: 500 })
  expect(await errorOf(refund())).toMatchObject({ statusCode: 500 })
  expect(await refund()).toMatchObject({ status: 'succeeded' })
})

test('a lost answer: the work is done, the connection drops, and a retry with the key finds it', async () => {
  const sandbox = await startTestSandbox()
  // The SDK repeats a call by itself when a connection breaks that it had used before: twice is once too often.
  await control(sandbox, '/faults', { kind: 'drop', method: 'POST', path: '/v1/payment_intents', times: 2 })
  const options = { idempotencyKey: 'pay-2' }
  const once = sandbox.stripe.paymentIntents.create(USD, options)
  expect(await errorOf(once)).toMatchObject({ type: 'StripeConnectionError' })
  const [done] = (await sandbox.stripe.paymentIntents.list()).data
  expect(done).toMatchObject({ status: 'succeeded' })
  const again = await sandbox.stripe.paymentIntents.create(USD, options)
  expect(again.id).toBe(done?.id)
  expect(again.lastResponse.headers).toMatchObject({ 'idempotent-replayed': 'true' })
})

test("the SDK's own retries get over a lost answer without paying twice", async () => {
  const sandbox = await startTestSandbox()
  await control(sandbox, '/faults', { kind: 'drop' })
  const patient = sdk(sandbox, undefined, { maxNetworkRetries: 2 })
  const intent = await patient.paymentIntents.create(USD)
  expect((await patient.paymentIntents.list()).data.map(({ id }) => id)).toEqual([intent.id])
})

test('a call that was carried out and failed is answered so again, for ever, as Stripe keeps it', async () => {
  const sandbox = await startTestSandbox()
  await control(sandbox, '/faults', { kind: 'error', works: true })
  const options = { idempotencyKey: 'pay-3' }
  const create = () => sandbox.stripe.paymentIntents.create(USD, options)
  expect(await errorOf(create())).toMatchObject({
    statusCode: 500,
    headers: { 'stripe-should-retry': 'false' },
  })
  const again = await errorOf(create())
  expect(again).toMatchObject({ statusCode: 500, headers: { 'idempotent-replayed': 'true' } })
  expect((await sandbox.stripe.paymentIntents.list()).data).toMatchObject([{ status: 'succeeded' }])
})

test('a call hangs until its caller gives up, with the work done or not', async () => {
  const sandbox = await startTestSandbox()
  const hasty = sdk(sandbox, undefined, { timeout: 200 })
  for (const [works, count] of [
    [false, 0],
    [true, 1],
  ] as const) {
    await control(sandbox, '/faults', { kind: 'hang', works })
    expect(await errorOf(hasty.paymentIntents.create(USD))).toMatchObject({ type: 'StripeConnectionError' })
    expect((await sandbox.stripe.paymentIntents.list()).data).toHaveLength(count)
  }
})

test('a reset ends all faults and lets go of what hangs', async () => {
  const sandbox = await startTestSandbox()
  await control(sandbox, '/faults', { kind: 'hang', times: 5 })
  const hanging = fetch(`${sandbox.url}/v1/customers`).then(
    () => 'answered',
    () => 'dropped',
  )
  await expect
    .poll(async () => ((await (await fetch(`${sandbox.url}/_sandbox`)).json()) as State).faults[0]?.times)
    .toBe(4)
  const { body } = await control(sandbox, '/reset')
  expect(body.faults).toEqual([])
  expect(await hanging).toBe('dropped')
  expect(await sandbox.stripe.customers.create({})).toMatchObject({ object: 'customer' })
})

test('a slow call is answered in the end', async () => {
  const sandbox = await startTestSandbox()
  await control(sandbox, '/faults', { kind: 'slow', delay_ms: 200 })
  const before = Date.now()
  expect(await sandbox.stripe.customers.create({})).toMatchObject({ object: 'customer' })
  expect(Date.now() - before).toBeGreaterThanOrEqual(195)
})

interface State {
  faults: { times: number }[]
}

test.each([
  [{}, 'kind'],
  [{ kind: 'explode' }, 'kind'],
  [{ kind: 'error', status: 404 }, 'status'],
  [{ kind: 'error', times: 0 }, 'times'],
  [{ kind: 'error', path: 'v1/refunds' }, 'path'],
  [{ kind: 'error', method: 'PATCH' }, 'method'],
])('the fault %o is refused', async (fault, param) => {
  const { status, body } = await control(await startTestSandbox(), '/faults', fault)
  expect(status).toBe(400)
  expect(body.error).toMatchObject({ param })
})
