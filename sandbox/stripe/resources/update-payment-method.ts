import type Stripe from 'stripe'
import { checkExpiry } from '../check-card'
import type { Read } from '../params'
import { fullAddress } from './address'
import { mergeMetadata } from './merge-metadata'
import type { billingDetailsParam } from './payment-method-record'

interface Update {
  allow_redisplay?: 'always' | 'limited' | 'unspecified'
  billing_details?: Read<{ it: typeof billingDetailsParam }>['it']
  card?: { exp_month?: number; exp_year?: number }
  metadata?: Record<string, string> | null
}

/**
 * Writes what a customer told anew about their card: never its number.
 * @throws StripeFailure 402 for a date that is past
 */
export function updatePaymentMethod(method: Stripe.PaymentMethod, update: Update): void {
  const { address, ...billing } = update.billing_details ?? {}
  Object.assign(method.billing_details, billing)
  if (address !== undefined) method.billing_details.address = fullAddress(address)
  if (update.allow_redisplay) method.allow_redisplay = update.allow_redisplay
  if (update.card && method.card) {
    const { exp_month: month = method.card.exp_month, exp_year: year = method.card.exp_year } = update.card
    Object.assign(method.card, checkExpiry(month, year))
  }
  method.metadata = mergeMetadata(method.metadata ?? {}, update.metadata)
}
