import { fromStripeAmount } from './stripe-amount'

/**
 * What Stripe states of money that went back, in minor units.
 * @throws Error if it has a part that the currency does not know: that takes a person.
 */
export function statedAmount(amount: number, currency: string): bigint {
  const amountMinor = fromStripeAmount(amount, currency)
  if (amountMinor === null) throw new Error(`no wallet can hold ${amount} ${currency} of Stripe's`)
  return amountMinor
}
