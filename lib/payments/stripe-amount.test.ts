import { expect, test } from 'vitest'
import { toStripeAmount } from './stripe-amount'

test.each([
  ['RUB', 134_200n, 134_200],
  ['JPY', 500n, 500],
  ['KWD', 5120n, 5120],
  ['ISK', 500n, 50_000],
  ['UGX', 500n, 50_000],
  ['MGA', 50_000n, 500],
  ['HUF', 12_345n, 12_345],
])('%s: %s minor units are %i for Stripe', (currency, amountMinor, amount) => {
  expect(toStripeAmount(amountMinor, currency)).toBe(amount)
})

test.each([
  ['KWD', 5123n],
  ['MGA', 50_001n],
  ['ISK', 1_000_000n],
  ['USD', 100_000_000n],
])('%s: %s minor units cannot be charged to a card', (currency, amountMinor) => {
  expect(() => toStripeAmount(amountMinor, currency)).toThrow(
    expect.objectContaining({ code: 'invalid_amount', field: 'value' }),
  )
})
