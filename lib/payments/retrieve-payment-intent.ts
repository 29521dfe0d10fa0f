import type Stripe from 'stripe'
import { stripeClient } from './stripe-client'

/**
 * Asks Stripe how an intent stands.
 * @throws Error if it cannot be asked, or answers with anything but that intent: a 404 of something that is not
 *   Stripe can pass as an answer.
 */
export async function retrievePaymentIntent(intentId: string): Promise<Stripe.PaymentIntent> {
  const intent = await stripeClient().paymentIntents.retrieve(intentId)
  if (intent.id !== intentId) throw new Error('Stripe answered with another payment intent')
  return intent
}
