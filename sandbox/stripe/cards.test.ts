import { expect, test } from 'vitest'
import { errorOf, startTestSandbox } from './test-sandbox'

test.each([
  [{ number: '4242424242424241' }, 'incorrect_number'],
  [{ number: '42' }, 'invalid_number'],
  [{ exp_year: 2020 }, 'invalid_expiry_year'],
  [{ exp_month: 13 }, 'invalid_expiry_month'],
  [{ cvc: '12' }, 'invalid_cvc'],
  [{ number: '4111111111111111' }, 'card_declined'],
])('a card with %o is refused with %s', async (change, code) => {
  const { stripe } = await startTestSandbox()
  const card = { number: '4242424242424242', exp_month: 12, exp_year: 2040, cvc: '123', ...change }
  const error = await errorOf(stripe.paymentMethods.create({ type: 'card', card }))
  expect(error).toMatchObject({ type: 'StripeCardError', code })
})

test('a card is attached to its customer, listed and detached; a declined one is not', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ name: 'Ada' })
  const method = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id })
  expect((await stripe.paymentMethods.list({ customer: customer.id })).data.map(({ id }) => id)).toEqual([
    method.id,
  ])
  expect(
    await errorOf(stripe.paymentMethods.attach('pm_card_chargeDeclined', { customer: customer.id })),
  ).toMatchObject({ code: 'card_declined' })
  const other = await errorOf(
    stripe.paymentIntents.create({ amount: 500, currency: 'usd', payment_method: method.id }),
  )
  expect(other).toMatchObject({ param: 'payment_method' })
  expect(await stripe.paymentMethods.detach(method.id)).toMatchObject({ customer: null })
})

test("a customer's cards are listed, changed, and one of them is the default until it goes", async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const second = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: customer.id })
  const other = await stripe.customers.create({ payment_method: 'pm_card_amex' })
  const listed = await stripe.customers.listPaymentMethods(customer.id, { limit: 1 })
  expect(listed).toMatchObject({ has_more: true, url: `/v1/customers/${customer.id}/payment_methods` })
  expect(listed.data.map(({ id }) => id)).toEqual([second.id])
  const brands = (await stripe.paymentMethods.list({ customer: customer.id, type: 'card' })).data
  expect(brands.map(({ card }) => card?.brand)).toEqual(['mastercard', 'visa'])
  expect(await stripe.customers.retrievePaymentMethod(customer.id, second.id)).toMatchObject({
    id: second.id,
  })
  expect(await errorOf(stripe.customers.retrievePaymentMethod(other.id, second.id))).toMatchObject({
    statusCode: 404,
    code: 'resource_missing',
  })

  const updated = await stripe.paymentMethods.update(second.id, {
    billing_details: { name: 'Ada', address: { country: 'DE' } },
    card: { exp_month: 2, exp_year: 2045 },
    allow_redisplay: 'always',
    metadata: { label: 'work' },
  })
  expect(updated).toMatchObject({
    billing_details: { name: 'Ada', address: { country: 'DE', city: null } },
    card: { exp_month: 2, exp_year: 2045 },
    metadata: { label: 'work' },
  })
  const redisplayed = await stripe.customers.listPaymentMethods(customer.id, { allow_redisplay: 'always' })
  expect(redisplayed.data.map(({ id }) => id)).toEqual([second.id])
  const past = stripe.paymentMethods.update(second.id, { card: { exp_year: 2020 } })
  expect(await errorOf(past)).toMatchObject({ code: 'invalid_expiry_year' })

  const wrong = { invoice_settings: { default_payment_method: second.id } }
  expect(await errorOf(stripe.customers.update(other.id, wrong))).toMatchObject({
    code: 'resource_missing',
    param: 'invoice_settings[default_payment_method]',
  })
  await stripe.customers.update(customer.id, wrong)
  const expanded = await stripe.customers.retrieve(customer.id, {
    expand: ['invoice_settings.default_payment_method'],
  })
  expect(expanded).toMatchObject({
    invoice_settings: { default_payment_method: { card: { last4: '4444' } } },
  })

  await stripe.paymentMethods.detach(second.id)
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({
    invoice_settings: { default_payment_method: null },
  })
  expect(await errorOf(stripe.paymentMethods.detach(second.id))).toMatchObject({
    message: expect.stringContaining('not attached to a customer'),
  })
  const [detached] = (await stripe.events.list({ type: 'payment_method.detached' })).data
  expect(detached?.data).toMatchObject({
    object: { id: second.id, customer: null },
    previous_attributes: { customer: customer.id },
  })
  expect((await stripe.events.list({ type: 'payment_method.attached' })).data).toHaveLength(3)
  expect((await stripe.events.list({ type: 'payment_method.updated' })).data).toHaveLength(1)
})

test('a customer of nobody has no cards', async () => {
  const { stripe } = await startTestSandbox()
  const missing = { code: 'resource_missing' }
  expect(await errorOf(stripe.customers.listPaymentMethods('cus_none'))).toMatchObject(missing)
  expect(await errorOf(stripe.paymentMethods.list({ customer: 'cus_none' }))).toMatchObject(missing)
  expect(await errorOf(stripe.paymentMethods.attach('pm_card_visa', { customer: 'cus_none' }))).toMatchObject(
    missing,
  )
})

test('a deleted customer leaves an id behind, and their cards go', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa', email: 'a@example.com' })
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
  expect(await stripe.customers.del(customer.id)).toMatchObject({ id: customer.id, deleted: true })
  expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ deleted: true })
  expect((await stripe.customers.list()).data).toEqual([])
  expect(await stripe.paymentMethods.retrieve(method!.id)).toMatchObject({ customer: null })
  const params = { amount: 500, currency: 'usd', customer: customer.id }
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject({ code: 'resource_missing' })
  expect(await errorOf(stripe.customers.del(customer.id))).toMatchObject({ statusCode: 404 })
})
