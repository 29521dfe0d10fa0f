import type Stripe from 'stripe'
import type { Read } from '../params'
import type { Work } from '../work'
import { askForAuthentication, hasAuthenticated, mustAuthenticate } from './ask-for-authentication'
import { attemptSetup, beginAttempt } from './attempt-setup'
import { checkReturnUrl, choosePaymentMethod } from './choose-payment-method'
import { findPaymentMethod } from './payment-method-record'
import type { CONFIRM } from './setup-intent-params'
import { applySetupFields, unexpectedSetupState } from './setup-intent-record'

/**
 * Confirms a setup intent: asks for 3-D Secure where the card wants it, else saves the card.
 * @throws StripeFailure 402 when the bank declines it, 400 in a wrong status
 */
export function confirmSetupIntent(
  work: Work,
  intent: Stripe.SetupIntent,
  params: Read<typeof CONFIRM>,
  baseUrl: string,
): void {
  if (intent.status === 'succeeded' || intent.status === 'canceled') {
    const why = intent.status === 'succeeded' ? 'it has already succeeded' : 'it has been canceled'
    throw unexpectedSetupState(`You cannot confirm this SetupIntent because ${why}.`, intent)
  }
  checkReturnUrl(params.return_url)
  applySetupFields(work.changes, intent, params)
  choosePaymentMethod(work, intent, params)
  if (typeof intent.payment_method !== 'string') {
    throw unexpectedSetupState(
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a " +
        'payment method and then confirm it again.',
      intent,
    )
  }
  const method = findPaymentMethod(work.changes, intent.payment_method)
  const isAuthenticated = hasAuthenticated(work.changes, intent.id, method)
  const threeDSecure = intent.payment_method_options?.card?.request_three_d_secure
  beginAttempt(work, intent, method)
  if (isAuthenticated || !mustAuthenticate(work.changes, method, { threeDSecure, isAway: false })) {
    attemptSetup(work, intent, isAuthenticated)
    return
  }
  askForAuthentication(work.changes, intent, params, baseUrl)
  work.changes.put('setup_intent', intent)
  work.emit('setup_intent.requires_action', intent)
}
