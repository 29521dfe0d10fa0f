import { expect, test } from 'vitest'
import { errorOf, startTestSandbox } from './test-sandbox'

const query = "metadata['order']:'1'"

test('a call that the sandbox does not have is said to be missing here, not mistyped', async () => {
  const { stripe } = await startTestSandbox()
  const { id: customer } = await stripe.customers.create({})
  const calls: [path: string, call: Promise<unknown>][] = [
    ['GET: /v1/payment_intents/search', stripe.paymentIntents.search({ query })],
    ['GET: /v1/charges/search', stripe.charges.search({ query })],
    ['GET: /v1/customers/search', stripe.customers.search({ query })],
    ['GET: /v1/account', stripe.accounts.retrieveCurrent()],
    ['GET: /v1/accounts/acct_1', stripe.accounts.retrieve('acct_1')],
    ['GET: /v1/webhook_endpoints', stripe.webhookEndpoints.list()],
    ['POST: /v1/charges', stripe.charges.create({ amount: 500, currency: 'usd', source: 'tok_visa' })],
    ['POST: /v1/charges/ch_1', stripe.charges.update('ch_1', { description: 'x' })],
    ['POST: /v1/checkout/sessions', stripe.checkout.sessions.create({ mode: 'setup', customer })],
    [
      'POST: /v1/webhook_endpoints',
      stripe.webhookEndpoints.create({ url: 'https://x', enabled_events: ['*'] }),
    ],
    ['GET: /v2/core/events', stripe.v2.core.events.list({ object_id: 'pi_1' })],
  ]
  for (const [path, call] of calls) {
    const error = await errorOf(call)
    expect([path, error.statusCode, error.rawType, error.param]).toEqual([
      path,
      404,
      'invalid_request_error',
      undefined,
    ])
    expect(error.message).toContain(`The Stripe sandbox does not have this call (${path})`)
  }
})

test('an id that only begins like another call is an id', async () => {
  const { stripe } = await startTestSandbox()
  const error = await errorOf(stripe.paymentIntents.retrieve('search_1'))
  expect(error).toMatchObject({ statusCode: 404, code: 'resource_missing' })
})
