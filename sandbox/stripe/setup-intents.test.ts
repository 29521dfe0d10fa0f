import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { errorOf, sdk, startTestSandbox } from './test-sandbox'

const AUTOMATIC = { automatic_payment_methods: { enabled: true } }

/** The types of all events so far, oldest first. */
async function eventTypes(stripe: Stripe): Promise<string[]> {
  return (await stripe.events.list({ limit: 100 })).data.map(({ type }) => type).reverse()
}

/** Plays the payer on the bank's page, and answers where they are sent. */
async function answerBank(intent: Stripe.SetupIntent | Stripe.PaymentIntent, outcome: string): Promise<URL> {
  const body = new URLSearchParams({ outcome })
  const url = intent.next_action?.redirect_to_url?.url ?? ''
  const back = await fetch(url, { method: 'POST', body, redirect: 'manual' })
  return new URL(back.headers.get('location') ?? '')
}

test('a card is saved for a customer without being charged', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ name: 'Ada' })
  const created = await stripe.setupIntents.create({
    ...AUTOMATIC,
    customer: customer.id,
    description: 'For top-ups',
    metadata: { user: '7' },
  })
  expect(created).toMatchObject({
    object: 'setup_intent',
    status: 'requires_payment_method',
    usage: 'off_session',
    customer: customer.id,
    automatic_payment_methods: { enabled: true, allow_redirects: 'always' },
    metadata: { user: '7' },
  })
  expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w{20,}$`))

  const done = await stripe.setupIntents.confirm(created.id, { payment_method: 'pm_card_visa' })
  expect(done).toMatchObject({ status: 'succeeded', last_setup_error: null, next_action: null })
  const saved = await stripe.customers.listPaymentMethods(customer.id)
  expect(saved.data).toMatchObject([
    { id: done.payment_method, customer: customer.id, card: { last4: '4242' } },
  ])
  const read = await stripe.setupIntents.retrieve(created.id, {
    expand: ['payment_method', 'latest_attempt'],
  })
  expect(read).toMatchObject({
    payment_method: { object: 'payment_method', customer: customer.id },
    latest_attempt: { object: 'setup_attempt', status: 'succeeded', usage: 'off_session' },
  })
  expect((await stripe.setupAttempts.list({ setup_intent: created.id })).data).toHaveLength(1)
  expect(await eventTypes(stripe)).toEqual([
    'customer.created',
    'setup_intent.created',
    'payment_method.attached',
    'setup_intent.succeeded',
  ])
  expect((await stripe.charges.list()).data).toEqual([])
})

test.each([
  ['pm_card_authenticationRequiredOnSetup'],
  ['pm_card_authenticationRequired'],
  ['pm_card_threeDSecure2Required'],
])('%s is saved after 3-D Secure', async (payment_method) => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({})
  const intent = await stripe.setupIntents.create({
    ...AUTOMATIC,
    customer: customer.id,
    confirm: true,
    payment_method,
    return_url: 'http://localhost/cards?tab=1',
  })
  expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
  const page = await (await fetch(intent.next_action?.redirect_to_url?.url ?? '')).text()
  expect(page).toContain('whether you want to save this card')
  const location = await answerBank(intent, 'succeeded')
  expect(Object.fromEntries(location.searchParams)).toEqual({
    tab: '1',
    setup_intent: intent.id,
    setup_intent_client_secret: intent.client_secret,
    redirect_status: 'succeeded',
  })
  const done = await stripe.setupIntents.retrieve(intent.id, { expand: ['latest_attempt'] })
  expect(done).toMatchObject({
    status: 'succeeded',
    latest_attempt: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
  })
  expect(await eventTypes(stripe)).toContain('setup_intent.requires_action')
})

test('failing 3-D Secure saves nothing, and another card can be tried', async () => {
  const { stripe, url } = await startTestSandbox()
  const customer = await stripe.customers.create({})
  const intent = await stripe.setupIntents.create({
    ...AUTOMATIC,
    customer: customer.id,
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    use_stripe_sdk: true,
  })
  expect(intent.next_action?.type).toBe('use_stripe_sdk')
  const answer = await fetch(`${url}/v1/setup_intents/${intent.id}/sandbox_authenticate`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_hourglass' },
    body: new URLSearchParams({ client_secret: intent.client_secret ?? '', outcome: 'failed' }),
  })
  expect(answer.status).toBe(200)
  expect(await stripe.setupIntents.retrieve(intent.id)).toMatchObject({
    status: 'requires_payment_method',
    payment_method: null,
    last_setup_error: {
      code: 'setup_intent_authentication_failure',
      payment_method: { object: 'payment_method' },
    },
  })
  expect((await stripe.customers.listPaymentMethods(customer.id)).data).toEqual([])
  expect(await eventTypes(stripe)).toContain('setup_intent.setup_failed')
  expect(await stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })).toMatchObject({
    status: 'succeeded',
  })
})

test.each([
  ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
  ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
])('%s cannot be saved: %s/%s', async (payment_method, code, declineCode) => {
  const { stripe } = await startTestSandbox()
  const intent = await stripe.setupIntents.create(AUTOMATIC)
  const error = await errorOf(stripe.setupIntents.confirm(intent.id, { payment_method }))
  expect(error).toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code,
    decline_code: declineCode,
    setup_intent: { id: intent.id, status: 'requires_payment_method', last_setup_error: { code } },
    payment_method: { object: 'payment_method' },
  })
})

test('a setup intent is canceled once, listed, updated, and refuses what its status does not allow', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({})
  const intent = await stripe.setupIntents.create({
    ...AUTOMATIC,
    customer: customer.id,
    usage: 'on_session',
  })
  await stripe.setupIntents.create(AUTOMATIC)
  const listed = await stripe.setupIntents.list({ customer: customer.id })
  expect(listed.data.map(({ id }) => id)).toEqual([intent.id])
  expect(await stripe.setupIntents.update(intent.id, { metadata: { a: '1' } })).toMatchObject({
    metadata: { a: '1' },
    usage: 'on_session',
  })
  const unexpected = { code: 'setup_intent_unexpected_state', setup_intent: { id: intent.id } }
  expect(await errorOf(stripe.setupIntents.confirm(intent.id))).toMatchObject(unexpected)
  const canceled = await stripe.setupIntents.cancel(intent.id, { cancellation_reason: 'abandoned' })
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  expect(await errorOf(stripe.setupIntents.cancel(intent.id))).toMatchObject(unexpected)
  const confirmed = stripe.setupIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
  expect(await errorOf(confirmed)).toMatchObject(unexpected)
  expect(await errorOf(stripe.setupIntents.retrieve('seti_none'))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })
  const early = stripe.setupIntents.create({ ...AUTOMATIC, return_url: 'http://localhost/' })
  expect(await errorOf(early)).toMatchObject({ param: 'return_url' })
})

test('a browser confirms with the client secret and sees only its part', async () => {
  const sandbox = await startTestSandbox()
  const browser = sdk(sandbox, 'pk_test_hourglass')
  const intent = await sandbox.stripe.setupIntents.create({ ...AUTOMATIC, metadata: { secret: 'note' } })
  const client_secret = intent.client_secret ?? ''
  expect(await errorOf(browser.setupIntents.retrieve(intent.id))).toMatchObject({ param: 'client_secret' })
  const read = await browser.setupIntents.retrieve(intent.id, { client_secret })
  expect(read).toMatchObject({ id: intent.id, status: 'requires_payment_method', usage: 'off_session' })
  expect(read).not.toHaveProperty('metadata')
  const declined = { client_secret, payment_method: 'pm_card_visa_chargeDeclined' } as {
    payment_method: string
  }
  const error = await errorOf(browser.setupIntents.confirm(intent.id, declined))
  expect(error.setup_intent).toMatchObject({ id: intent.id })
  expect(error.setup_intent).not.toHaveProperty('metadata')
  const confirm = { client_secret, payment_method: 'pm_card_visa' } as { payment_method: string }
  expect(await browser.setupIntents.confirm(intent.id, confirm)).toMatchObject({ status: 'succeeded' })
})
