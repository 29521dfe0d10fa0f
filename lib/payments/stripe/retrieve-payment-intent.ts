import type Stripe from 'stripe'
import { ForeignAnswer } from './ask-stripe'
import { stripeClient } from './stripe-client'

/** Somebody waits for the answer, and it can be asked for again: sooner than for a call that moves money. */
const ASK = { timeout: 5_000, maxNetworkRetries: 1 } as const

/**
 * Asks Stripe how an intent stands, and with it for the charge that paid it.
 * @throws Error if it cannot be asked, or answers with anything but that intent: a 404 of something that is not
 *   Stripe can pass as an answer.
 */
export async function retrievePaymentIntent(
  intentId: string,
  options: Stripe.RequestOptions = ASK,
): Promise<Stripe.PaymentIntent> {
  const expand = ['latest_charge']
  const intent = await stripeClient().paymentIntents.retrieve(intentId, { expand }, options)
  if (intent.id !== intentId) throw new ForeignAnswer('Stripe answered with another payment intent')
  return intent
}
