import type Stripe from 'stripe'
import type { KeyKind } from '../call'
import type { Read } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { askForAuthentication, hasAuthenticated, mustAuthenticate } from './ask-for-authentication'
import { attemptPayment, declinePayment, failPayment } from './attempt-payment'
import { checkReturnUrl, choosePaymentMethod } from './choose-payment-method'
import type { CONFIRM } from './payment-intent-params'
import { applyFields, unexpectedState } from './payment-intent-record'
import { declineError, findPaymentMethod } from './payment-method-record'

/** What a confirmation was told, and by whom. */
export interface Confirmation {
  key: KeyKind
  baseUrl: string
  params: Read<typeof CONFIRM>
}

function checkStatus(intent: Stripe.PaymentIntent): void {
  if (intent.status === 'succeeded') {
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    )
  }
  if (
    intent.status === 'canceled' ||
    intent.status === 'requires_capture' ||
    intent.status === 'processing'
  ) {
    throw unexpectedState(
      `This PaymentIntent's status is ${intent.status}. Only a PaymentIntent with one of the following ` +
        'statuses may be confirmed: requires_payment_method, requires_confirmation, requires_action.',
      intent,
    )
  }
}

/**
 * Confirms a payment intent: asks for 3-D Secure where the card wants it, else charges the card.
 * @throws StripeFailure 402 when the card is declined (the failed charge stays), 400 in a wrong status
 */
export function confirmPaymentIntent(
  work: Work,
  intent: Stripe.PaymentIntent,
  confirmation: Confirmation,
): void {
  const { params, key, baseUrl } = confirmation
  checkStatus(intent)
  checkReturnUrl(params.return_url)
  if (key === 'publishable' && intent.confirmation_method === 'manual') {
    throw invalidRequest(
      `The PaymentIntent ${intent.id} cannot be confirmed using your publishable key because its ` +
        '`confirmation_method` is set to `manual`. Please use your secret key instead.',
    )
  }
  applyFields(work.changes, intent, params)
  choosePaymentMethod(work, intent, params)
  if (typeof intent.payment_method !== 'string') {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a ' +
        'payment method or ConfirmationToken.',
      intent,
    )
  }
  const method = findPaymentMethod(work.changes, intent.payment_method)
  const isAuthenticated = hasAuthenticated(work.changes, intent.id, method)
  const threeDSecure = intent.payment_method_options?.card?.request_three_d_secure
  const isAway = params.off_session ?? false
  if (isAuthenticated || !mustAuthenticate(work.changes, method, { threeDSecure, isAway })) {
    attemptPayment(work, intent, isAuthenticated)
    return
  }
  if (isAway) throw declinePayment(work, intent, method, 'authentication_required')
  if (params.error_on_requires_action) {
    throw failPayment(work, intent, declineError('authentication_required'))
  }
  askForAuthentication(work.changes, intent, params, baseUrl)
  work.changes.put('payment_intent', intent)
  work.emit('payment_intent.requires_action', intent)
}
