import type Stripe from 'stripe'
import type { KeyKind } from '../call'
import type { Read } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { attemptPayment, failPayment } from './attempt-payment'
import type { CONFIRM } from './payment-intent-params'
import { applyFields, unexpectedState } from './payment-intent-record'
import { addPaymentMethod, cardBehind, declineError, findPaymentMethod } from './payment-method-record'

/** What a confirmation was told, and by whom. */
export interface Confirmation {
  key: KeyKind
  baseUrl: string
  params: Read<typeof CONFIRM>
}

/** Chooses the payment method that parameters name or describe, and writes it on the payment intent. */
export function setPaymentMethod(
  work: Work,
  intent: Stripe.PaymentIntent,
  params: Pick<Read<typeof CONFIRM>, 'payment_method' | 'payment_method_data'>,
): void {
  const { payment_method: id, payment_method_data: data } = params
  if (id === undefined && data === undefined) return
  if (id !== undefined && data !== undefined) {
    const message = 'You may only specify one of these parameters: payment_method, payment_method_data.'
    throw invalidRequest(message, 'payment_method', 'parameters_exclusive')
  }
  const method = data ? addPaymentMethod(work.changes, data) : findPaymentMethod(work.changes, id ?? '')
  if (method.customer && method.customer !== intent.customer) {
    throw invalidRequest(
      `The PaymentMethod ${method.id} belongs to a Customer. Please include the Customer in the \`customer\` parameter on the PaymentIntent.`,
      'payment_method',
      'payment_intent_invalid_parameter',
    )
  }
  intent.payment_method = method.id
  if (intent.status === 'requires_payment_method' || intent.status === 'requires_action') {
    intent.status = 'requires_confirmation'
    intent.next_action = null
  }
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

function checkReturnUrl(url: string | undefined): void {
  if (url === undefined || (URL.canParse(url) && new URL(url).protocol !== 'javascript:')) return
  throw invalidRequest('Not a valid URL', 'return_url', 'url_invalid')
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
  setPaymentMethod(work, intent, params)
  if (typeof intent.payment_method !== 'string') {
    throw unexpectedState(
      "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the " +
        'PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a ' +
        'payment method or ConfirmationToken.',
      intent,
    )
  }
  const method = findPaymentMethod(work.changes, intent.payment_method)
  const card = cardBehind(work.changes, method)
  const passed = work.changes.get('authentication', intent.id)
  const isAuthenticated = passed?.state === 'passed' && passed.paymentMethod === method.id
  const wanted =
    card.authenticates !== undefined ||
    (card.brand !== 'amex' && intent.payment_method_options?.card?.request_three_d_secure === 'challenge')
  const waived = card.authenticates === 'unless_off_session' && params.off_session && method.customer
  if (!wanted || isAuthenticated || waived) {
    attemptPayment(work, intent, isAuthenticated)
    return
  }
  if (params.off_session || params.error_on_requires_action) {
    throw failPayment(work, intent, declineError('authentication_required'))
  }
  work.changes.put('authentication', { id: intent.id, paymentMethod: method.id, state: 'asked' })
  intent.status = 'requires_action'
  intent.next_action = nextAction(intent, params, baseUrl)
  work.changes.put('payment_intent', intent)
  work.emit('payment_intent.requires_action', intent)
}

/** Stripe.js shows the bank's page itself; any other caller is given an address to send the payer to. */
function nextAction(
  intent: Stripe.PaymentIntent,
  params: Read<typeof CONFIRM>,
  baseUrl: string,
): Stripe.PaymentIntent.NextAction {
  const query = new URLSearchParams({ client_secret: intent.client_secret ?? '' })
  const returnUrl = params.return_url ?? null
  if (params.use_stripe_sdk || returnUrl === null) {
    return {
      type: 'use_stripe_sdk',
      use_stripe_sdk: {
        type: 'three_d_secure_redirect',
        stripe_js: `${baseUrl}/3d-secure/${intent.id}?${query}`,
      },
    }
  }
  const url = `${baseUrl}/3d-secure/${intent.id}?${query}`
  return { type: 'redirect_to_url', redirect_to_url: { return_url: returnUrl, url } }
}
