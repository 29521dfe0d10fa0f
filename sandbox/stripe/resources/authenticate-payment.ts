import type Stripe from 'stripe'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { type Outcome, passAuthentication } from './ask-for-authentication'
import { attemptPayment, failPayment } from './attempt-payment'
import { unexpectedState } from './payment-intent-record'

/**
 * The payer came back from 3-D Secure: the card is charged, or the attempt has failed.
 * A decline after a passed check is not thrown: the browser reads it from the payment intent, as with Stripe.
 * @throws StripeFailure 400 when the payment intent awaits no authentication
 */
export function authenticatePayment(work: Work, intent: Stripe.PaymentIntent, outcome: Outcome): void {
  if (intent.status !== 'requires_action') {
    throw unexpectedState(
      `This PaymentIntent's status is ${intent.status}; it awaits no authentication.`,
      intent,
    )
  }
  if (outcome === 'failed') {
    failPayment(
      work,
      intent,
      new StripeFailure(400, {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message:
          'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      }),
    )
    return
  }
  passAuthentication(work.changes, intent.id)
  if (intent.confirmation_method === 'manual') {
    intent.status = 'requires_confirmation'
    intent.next_action = null
    work.changes.put('payment_intent', intent)
    return
  }
  try {
    attemptPayment(work, intent, true)
  } catch (error) {
    if (!(error instanceof StripeFailure && error.keepsChanges)) throw error
  }
}
