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
