import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { errorOf, startTestSandbox, temporaryDataFile } from './test-sandbox'

const EUR = { amount: 5000, currency: 'eur' }

/** Saves a card for a customer as a setup intent does, with the payer passing 3-D Secure where it is asked. */
async function saveCard(stripe: Stripe, card: string): Promise<{ customer: string; payment_method: string }> {
  const customer = (await stripe.customers.create({})).id
  const intent = await stripe.setupIntents.create({
    automatic_payment_methods: { enabled: true },
    customer,
    confirm: true,
    payment_method: card,
    return_url: 'http://localhost/',
  })
  const url = intent.next_action?.redirect_to_url?.url
  if (url) {
    const body = new URLSearchParams({ outcome: 'succeeded' })
    await fetch(url, { method: 'POST', body, redirect: 'manual' })
  }
  return { customer, payment_method: String(intent.payment_method) }
}

test.each(['pm_card_visa', 'pm_card_authenticationRequiredOnSetup'])(
  '%s, saved once, pays while the payer is away, as often as it is asked',
  async (card) => {
    const { stripe } = await startTestSandbox()
    const saved = await saveCard(stripe, card)
    for (const off_session of [true, 'recurring'] as const) {
      const intent = await stripe.paymentIntents.create({ ...EUR, ...saved, confirm: true, off_session })
      expect(intent).toMatchObject({ status: 'succeeded', amount_received: 5000, customer: saved.customer })
    }
    expect((await stripe.paymentIntents.list({ customer: saved.customer })).data).toHaveLength(2)
  },
)

test.each([
  ['pm_card_chargeCustomerFail', 'card_declined', 'generic_decline'],
  ['pm_card_authenticationRequiredChargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
  ['pm_card_authenticationRequired', 'authentication_required', 'authentication_required'],
])('%s is saved, and declined later with %s/%s', async (card, code, decline_code) => {
  const { stripe } = await startTestSandbox()
  const saved = await saveCard(stripe, card)
  const error = await errorOf(
    stripe.paymentIntents.create({
      ...EUR,
      ...saved,
      confirm: true,
      off_session: true,
      metadata: { topup: '9' },
    }),
  )
  expect(error).toMatchObject({
    type: 'StripeCardError',
    statusCode: 402,
    code,
    decline_code,
    payment_intent: {
      status: 'requires_payment_method',
      amount_received: 0,
      payment_method: null,
      metadata: { topup: '9' },
      last_payment_error: { code, payment_method: { id: saved.payment_method } },
    },
    payment_method: { id: saved.payment_method },
  })
  const id = error.payment_intent?.id ?? ''
  const failed = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })
  expect(failed.latest_charge).toMatchObject({ id: error.charge, status: 'failed', failure_code: code })
  const types = (await stripe.events.list({ types: ['charge.failed', 'payment_intent.payment_failed'] })).data
  expect(types).toHaveLength(2)
  // The payer comes back and pays with the same intent.
  expect(await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).toMatchObject({
    status: 'succeeded',
  })
})

test('a card that was only attached is not set up: the bank wants to see the payer', async () => {
  const { stripe } = await startTestSandbox()
  const customer = (await stripe.customers.create({})).id
  const card = 'pm_card_authenticationRequiredOnSetup'
  const { id: payment_method } = await stripe.paymentMethods.attach(card, { customer })
  const params = { ...EUR, customer, payment_method, confirm: true, off_session: true }
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject({
    code: 'authentication_required',
  })

  const ready = await stripe.paymentMethods.attach('pm_card_authenticationRequiredSetupForOffSession', {
    customer,
  })
  expect(await stripe.paymentIntents.create({ ...params, payment_method: ready.id })).toMatchObject({
    status: 'succeeded',
  })
  const { off_session: _away, ...present } = { ...params, payment_method: ready.id }
  expect(await stripe.paymentIntents.create(present)).toMatchObject({ status: 'requires_action' })
})

test('a payment with setup_future_usage leaves the card with the customer, ready to be charged again', async () => {
  const { stripe } = await startTestSandbox()
  const customer = (await stripe.customers.create({})).id
  const first = await stripe.paymentIntents.create({
    ...EUR,
    customer,
    setup_future_usage: 'off_session',
    confirm: true,
    payment_method: 'pm_card_authenticationRequiredOnSetup',
    return_url: 'http://localhost/',
  })
  expect(first).toMatchObject({ status: 'requires_action', setup_future_usage: 'off_session' })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([])
  const url = first.next_action?.redirect_to_url?.url ?? ''
  await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'succeeded' }),
    redirect: 'manual',
  })
  const [saved] = (await stripe.customers.listPaymentMethods(customer)).data
  expect(saved?.id).toBe(first.payment_method)
  const again = { ...EUR, customer, payment_method: String(saved?.id), confirm: true, off_session: true }
  expect(await stripe.paymentIntents.create(again)).toMatchObject({ status: 'succeeded' })
})

test('the option of a card goes before that of the payment', async () => {
  const { stripe } = await startTestSandbox()
  const customer = (await stripe.customers.create({})).id
  const intent = await stripe.paymentIntents.create({
    ...EUR,
    customer,
    setup_future_usage: 'off_session',
    payment_method_options: { card: { setup_future_usage: 'none', capture_method: 'manual' } },
    confirm: true,
    payment_method: 'pm_card_visa',
  })
  expect(intent).toMatchObject({ status: 'requires_capture' })
  expect((await stripe.customers.listPaymentMethods(customer)).data).toEqual([])
})

test('a card used once without a customer, or detached, may not be used again', async () => {
  const { stripe } = await startTestSandbox()
  const customer = (await stripe.customers.create({})).id
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123' }
  const once = await stripe.paymentMethods.create({ type: 'card', card })
  const params = { ...EUR, confirm: true, payment_method: once.id }
  await stripe.paymentIntents.create(params)
  const spent = {
    type: 'StripeInvalidRequestError',
    message: expect.stringContaining('may not be used again'),
  }
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject(spent)
  expect(await errorOf(stripe.paymentMethods.attach(once.id, { customer }))).toMatchObject(spent)

  const kept = await stripe.paymentMethods.attach('pm_card_visa', { customer })
  await stripe.paymentMethods.detach(kept.id)
  const later = stripe.paymentIntents.create({
    ...params,
    customer,
    payment_method: kept.id,
    off_session: true,
  })
  expect(await errorOf(later)).toMatchObject(spent)
})

test('a saved card pays after a restart, too', async () => {
  const dataFile = temporaryDataFile()
  const first = await startTestSandbox({ dataFile })
  const saved = await saveCard(first.stripe, 'pm_card_authenticationRequiredOnSetup')
  await first.stripe.customers.update(saved.customer, {
    invoice_settings: { default_payment_method: saved.payment_method },
  })
  await first.close()
  const { stripe } = await startTestSandbox({ dataFile })
  const customer = await stripe.customers.retrieve(saved.customer)
  expect(customer).toMatchObject({ invoice_settings: { default_payment_method: saved.payment_method } })
  const params = { ...EUR, ...saved, confirm: true, off_session: true }
  expect(await stripe.paymentIntents.create(params)).toMatchObject({ status: 'succeeded' })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 5000, currency: 'eur' }])
})
