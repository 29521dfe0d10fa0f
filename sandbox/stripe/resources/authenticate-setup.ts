import type Stripe from 'stripe'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { type Outcome, passAuthentication } from './ask-for-authentication'
import { attemptSetup, failSetup } from './attempt-setup'
import { unexpectedSetupState } from './setup-intent-record'

/**
 * The payer came back from 3-D Secure: the card is saved, or the attempt has failed.
 * A decline after a passed check is not thrown: the browser reads it from the setup intent, as with Stripe.
 * @throws StripeFailure 400 when the setup intent awaits no authentication
 */
export function authenticateSetup(work: Work, intent: Stripe.SetupIntent, outcome: Outcome): void {
  if (intent.status !== 'requires_action') {
    throw unexpectedSetupState(
      `This SetupIntent's status is ${intent.status}; it awaits no authentication.`,
      intent,
    )
  }
  if (outcome === 'failed') {
    failSetup(
      work,
      intent,
      new StripeFailure(400, {
        type: 'invalid_request_error',
        code: 'setup_intent_authentication_failure',
        message:
          'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
      }),
    )
    return
  }
  passAuthentication(work.changes, intent.id)
  try {
    attemptSetup(work, intent, true)
  } catch (error) {
    if (!(error instanceof StripeFailure && error.keepsChanges)) throw error
  }
}
