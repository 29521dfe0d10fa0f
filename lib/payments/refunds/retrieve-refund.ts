import type Stripe from 'stripe'
import { ForeignAnswer } from '../stripe/ask-stripe'
import { stripeClient } from '../stripe/stripe-client'

/** Asks Stripe how a refund stands. @throws Error if it cannot be asked, or answers with anything but that refund. */
export async function retrieveRefund(stripeRefundId: string): Promise<Stripe.Refund> {
  const refund = await stripeClient().refunds.retrieve(stripeRefundId)
  if (refund.id !== stripeRefundId) throw new ForeignAnswer('Stripe answered with another refund')
  return refund
}
