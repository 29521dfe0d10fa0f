import { expect, test } from 'vitest'
import { errorOf, sdk, startTestSandbox } from './test-sandbox'

const RUB = { amount: 134_200, currency: 'rub' }

test('a payment intent is created, confirmed and succeeds, with a charge that holds the money', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ email: 'ada@example.com', metadata: { user: '7' } })
  const created = await stripe.paymentIntents.create({
    ...RUB,
    customer: customer.id,
    automatic_payment_methods: { enabled: true },
    description: 'Top-up',
    receipt_email: 'ada@example.com',
    statement_descriptor_suffix: 'topup',
    metadata: { payment: 'p1' },
  })
  expect(created).toMatchObject({ status: 'requires_payment_method', amount: 134_200, amount_received: 0 })
  expect(created.client_secret).toMatch(new RegExp(`^${created.id}_secret_\\w{20,}$`))

  const paid = await stripe.paymentIntents.confirm(created.id, { payment_method: 'pm_card_visa' })
  expect(paid).toMatchObject({ status: 'succeeded', amount_received: 134_200, metadata: { payment: 'p1' } })

  const read = await stripe.paymentIntents.retrieve(created.id, { expand: ['latest_charge', 'customer'] })
  expect(read.customer).toMatchObject({ id: customer.id, email: 'ada@example.com' })
  expect(read.latest_charge).toMatchObject({
    object: 'charge',
    amount: 134_200,
    amount_captured: 134_200,
    amount_refunded: 0,
    paid: true,
    payment_intent: created.id,
    receipt_email: 'ada@example.com',
    payment_method_details: { card: { brand: 'visa', last4: '4242' } },
  })
})

test.each([
  ['4000000000000002', 'card_declined', 'generic_decline'],
  ['4000000000009995', 'card_declined', 'insufficient_funds'],
  ['4000000000000069', 'expired_card', ''],
  ['4000000000000127', 'incorrect_cvc', ''],
  ['4000000000000119', 'processing_error', ''],
])('card %s is declined with %s/%s, and another card can pay', async (number, code, declineCode) => {
  const { stripe } = await startTestSandbox()
  const card = { number, exp_month: 12, exp_year: 2040, cvc: '123' }
  const method = await stripe.paymentMethods.create({ type: 'card', card })
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
  const error = await errorOf(stripe.paymentIntents.confirm(intent.id, { payment_method: method.id }))
  expect(error).toMatchObject({ type: 'StripeCardError', statusCode: 402, code })
  expect(error.decline_code).toBe(declineCode)

  const failed = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
  expect(failed).toMatchObject({ status: 'requires_payment_method', last_payment_error: { code } })
  expect(failed.latest_charge).toMatchObject({ status: 'failed', paid: false, amount_captured: 0 })

  const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_mastercard' })
  expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null })
})

test.each(['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required'])(
  '%s asks for 3-D Secure on the page of the bank, then succeeds',
  async (name) => {
    const { stripe } = await startTestSandbox()
    const intent = await stripe.paymentIntents.create({
      ...RUB,
      confirm: true,
      payment_method: name,
      return_url: 'http://localhost/back?order=1',
    })
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    expect(await (await fetch(url)).text()).toContain('Complete authentication')

    const body = new URLSearchParams({ outcome: 'succeeded' })
    const back = await fetch(url, { method: 'POST', body, redirect: 'manual' })
    const location = new URL(back.headers.get('location') ?? '')
    expect(location.searchParams.get('order')).toBe('1')
    expect(location.searchParams.get('payment_intent')).toBe(intent.id)
    expect(location.searchParams.get('redirect_status')).toBe('succeeded')
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
    expect(paid.status).toBe('succeeded')
    expect(paid.latest_charge).toMatchObject({
      payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } },
    })
  },
)

test('failing 3-D Secure leaves the payment unpaid, without a charge', async () => {
  const { stripe, url } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({
    ...RUB,
    confirm: true,
    payment_method: 'pm_card_authenticationRequired',
    use_stripe_sdk: true,
  })
  expect(intent.next_action?.type).toBe('use_stripe_sdk')
  const answer = await fetch(`${url}/v1/payment_intents/${intent.id}/sandbox_authenticate`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_hourglass' },
    body: new URLSearchParams({ client_secret: intent.client_secret ?? '', outcome: 'failed' }),
  })
  expect(answer.status).toBe(200)
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    status: 'requires_payment_method',
    latest_charge: null,
    last_payment_error: { code: 'payment_intent_authentication_failure' },
  })
})

test('a payer who is away cannot be authenticated', async () => {
  const { stripe } = await startTestSandbox()
  const error = await errorOf(
    stripe.paymentIntents.create({
      ...RUB,
      confirm: true,
      off_session: true,
      payment_method: 'pm_card_authenticationRequired',
    }),
  )
  expect(error).toMatchObject({ type: 'StripeCardError', code: 'authentication_required' })
})

test('held money is captured in part or let go', async () => {
  const { stripe } = await startTestSandbox()
  const hold = () =>
    stripe.paymentIntents.create({
      ...RUB,
      capture_method: 'manual',
      confirm: true,
      payment_method: 'pm_card_visa',
    })
  const first = await hold()
  expect(first).toMatchObject({ status: 'requires_capture', amount_capturable: 134_200, amount_received: 0 })
  expect(
    await errorOf(stripe.paymentIntents.capture(first.id, { amount_to_capture: 134_201 })),
  ).toMatchObject({
    code: 'amount_too_large',
  })
  const captured = await stripe.paymentIntents.capture(first.id, { amount_to_capture: 100_000 })
  expect(captured).toMatchObject({ status: 'succeeded', amount_received: 100_000, amount_capturable: 0 })
  expect(await errorOf(stripe.refunds.create({ payment_intent: first.id, amount: 100_001 }))).toMatchObject({
    param: 'amount',
  })

  const second = await hold()
  const canceled = await stripe.paymentIntents.cancel(second.id, { cancellation_reason: 'abandoned' })
  expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
  expect(await stripe.charges.retrieve(String(second.latest_charge))).toMatchObject({ refunded: true })
})

test('a status that does not allow a call refuses it', async () => {
  const { stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({ amount: 500, currency: 'usd' })
  const unexpected = { type: 'StripeInvalidRequestError', code: 'payment_intent_unexpected_state' }
  expect(await errorOf(stripe.paymentIntents.confirm(intent.id))).toMatchObject(unexpected)
  expect(await errorOf(stripe.paymentIntents.capture(intent.id))).toMatchObject(unexpected)
  await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
  expect(await errorOf(stripe.paymentIntents.cancel(intent.id))).toMatchObject(unexpected)
  expect(await errorOf(stripe.paymentIntents.confirm(intent.id))).toMatchObject(unexpected)
  expect(await errorOf(stripe.paymentIntents.update(intent.id, { amount: 600 }))).toMatchObject(unexpected)
  expect(await stripe.paymentIntents.update(intent.id, { metadata: { a: '1' } })).toMatchObject({
    metadata: { a: '1' },
  })
})

test('a browser may confirm and read with the client secret, and sees only its part', async () => {
  const sandbox = await startTestSandbox()
  const browser = sdk(sandbox, 'pk_test_hourglass')
  const intent = await sandbox.stripe.paymentIntents.create({ ...RUB, metadata: { secret: 'note' } })
  const client_secret = intent.client_secret ?? ''
  const read = await browser.paymentIntents.retrieve(intent.id, { client_secret })
  expect(read).toMatchObject({ id: intent.id, amount: 134_200 })
  expect(read).not.toHaveProperty('metadata')
  expect(await errorOf(browser.paymentIntents.retrieve(intent.id))).toMatchObject({ param: 'client_secret' })
  const wrong = browser.paymentIntents.retrieve(intent.id, { client_secret: `${client_secret}x` })
  expect(await errorOf(wrong)).toMatchObject({ param: 'client_secret' })

  const method = await browser.paymentMethods.create({
    type: 'card',
    card: { number: '4242 4242 4242 4242', exp_month: 1, exp_year: 40, cvc: '123' },
  })
  const confirm = { client_secret, payment_method: method.id } as { payment_method: string }
  expect(await browser.paymentIntents.confirm(intent.id, confirm)).toMatchObject({ status: 'succeeded' })
  expect(await errorOf(browser.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: 'secret_key_required',
  })
})

test.each(['abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'] as const)(
  'an unpaid payment is canceled because it is %s',
  async (cancellation_reason) => {
    const { stripe } = await startTestSandbox()
    const { id } = await stripe.paymentIntents.create(RUB)
    expect(await stripe.paymentIntents.cancel(id, { cancellation_reason })).toMatchObject({
      status: 'canceled',
      cancellation_reason,
      canceled_at: expect.any(Number),
    })
    expect((await stripe.events.list({ type: 'payment_intent.canceled' })).data).toHaveLength(1)
  },
)
