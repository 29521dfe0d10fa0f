import { expect, test } from 'vitest'
import type { AppError } from '@/lib/errors'
import { listCurrencies, parseAmount } from '@/lib/money'
import { fromStripeAmount, stripeMinimum, toStripeAmount } from './stripe-amount'

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
  ['KWD', 5123n, 'invalid_amount'],
  ['MGA', 50_001n, 'invalid_amount'],
  ['ISK', 1_000_000n, 'amount_too_large'],
  ['USD', 100_000_000n, 'amount_too_large'],
  ['JPY', 10_000_000_000n, 'amount_too_large'],
])('%s: %s minor units cannot be charged to a card', (currency, amountMinor, code) => {
  expect(() => toStripeAmount(amountMinor, currency)).toThrow(
    expect.objectContaining({ code, field: 'value' }),
  )
})

test('the most that a card payment carries is told in the currency, and is payable', () => {
  const mostOf = (currency: string): string => {
    try {
      toStripeAmount(10n ** 15n, currency)
      return 'no limit'
    } catch (error) {
      return String((error as AppError).extra?.maximum)
    }
  }
  const told = { RUB: '999999.99', JPY: '9999999999', KWD: '99999.990', ISK: '999999', IDR: '9999999999.99' }
  for (const [currency, maximum] of Object.entries(told)) {
    expect(mostOf(currency)).toBe(maximum)
    expect(toStripeAmount(parseAmount(maximum, currency), currency)).toBeGreaterThan(0)
  }
})

test('what Stripe counts is what we count, there and back, in every currency', () => {
  for (const currency of listCurrencies()) {
    const amountMinor = parseAmount('12340', currency)
    expect(fromStripeAmount(toStripeAmount(amountMinor, currency), currency)).toBe(amountMinor)
  }
  expect(fromStripeAmount(50_050, 'ISK')).toBeNull()
  expect(fromStripeAmount(500, 'MGA')).toBe(50_000n)
})

test('the least that Stripe charges is told in our minor units', () => {
  expect([stripeMinimum('USD'), stripeMinimum('JPY'), stripeMinimum('HUF')]).toEqual([50n, 50n, 17_500n])
  expect(stripeMinimum('RUB')).toBeNull()
})
