import type Stripe from 'stripe'
import type { KeyKind } from '../call'
import { checkAmount, checkCurrency } from '../currencies'
import { makeId, nowSeconds, randomToken } from '../make-id'
import type { Read } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch, StripeFailure } from '../stripe-error'
import { checkClientSecret } from './client-secret'
import { checkEmail, findCustomer } from './customers'
import { mergeMetadata } from './merge-metadata'
import type { CREATE, UPDATE } from './payment-intent-params'
import { chosenMethods } from './payment-method-params'

/**
 * Finds a payment intent by the id in the path; a browser must also know its client secret.
 * @throws StripeFailure 404 `resource_missing`
 */
export function findPaymentIntent(
  changes: Changes,
  id: string,
  key: KeyKind,
  clientSecret?: string,
): Stripe.PaymentIntent {
  const intent = changes.get('payment_intent', id)
  if (!intent) throw noSuch('payment_intent', id, 'intent', 404)
  checkClientSecret(intent, key, clientSecret)
  return intent
}

/** A refusal for a payment intent that is not in a status the call needs. */
export function unexpectedState(message: string, intent: Stripe.PaymentIntent): StripeFailure {
  return new StripeFailure(400, {
    type: 'invalid_request_error',
    code: 'payment_intent_unexpected_state',
    message,
    payment_intent: intent,
  })
}

/** A payment intent just created; `applyFields` fills in what the caller asked for. */
export function newPaymentIntent(params: Read<typeof CREATE>): Stripe.PaymentIntent {
  const id = makeId('pi')
  return {
    id,
    object: 'payment_intent',
    ...chosenMethods(params),
    amount: 0,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: params.capture_method ?? 'automatic_async',
    client_secret: `${id}_secret_${randomToken(25)}`,
    confirmation_method: params.confirmation_method ?? 'automatic',
    created: nowSeconds(),
    currency: checkCurrency(params.currency ?? ''),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_data: null,
    transfer_group: null,
  }
}

/** Whether the money is only held until the merchant captures it. */
export function isCapturedLater(intent: Stripe.PaymentIntent): boolean {
  return (intent.payment_method_options?.card?.capture_method ?? intent.capture_method) === 'manual'
}

type Fields = Partial<Read<typeof UPDATE>>

/**
 * Writes a caller's parameters on a payment intent.
 * @throws StripeFailure 400 for an amount, currency, customer or text that Stripe refuses
 */
export function applyFields(changes: Changes, intent: Stripe.PaymentIntent, params: Fields): void {
  if (params.currency !== undefined) intent.currency = checkCurrency(params.currency)
  if (params.amount !== undefined) intent.amount = params.amount
  if (params.amount !== undefined || params.currency !== undefined) {
    checkAmount(intent.amount, intent.currency)
  }
  if (params.customer !== undefined) intent.customer = findCustomer(changes, params.customer).id
  if (params.statement_descriptor !== undefined) {
    throw invalidRequest(
      'The `statement_descriptor` parameter is not supported for card charges. Set `statement_descriptor_suffix` instead.',
      'statement_descriptor',
      'payment_intent_invalid_parameter',
    )
  }
  const suffix = params.statement_descriptor_suffix
  if (suffix !== undefined && (/[<>\\'"*]/.test(suffix) || !/[a-z]/i.test(suffix))) {
    throw invalidRequest(
      'The statement descriptor suffix must contain a letter and none of the characters <, >, \\, \', ", *.',
      'statement_descriptor_suffix',
      'invalid_characters',
    )
  }
  checkEmail(params.receipt_email, 'receipt_email')
  if (suffix !== undefined) intent.statement_descriptor_suffix = suffix
  if (params.description !== undefined) intent.description = params.description
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email
  if (params.capture_method !== undefined) intent.capture_method = params.capture_method
  if (params.setup_future_usage !== undefined) intent.setup_future_usage = params.setup_future_usage
  if (params.transfer_group !== undefined) intent.transfer_group = params.transfer_group
  if (params.shipping !== undefined) intent.shipping = params.shipping as Stripe.PaymentIntent.Shipping
  Object.assign(intent.payment_method_options?.card ?? {}, params.payment_method_options?.card)
  intent.metadata = mergeMetadata(intent.metadata, params.metadata)
}
