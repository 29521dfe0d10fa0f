import type Stripe from 'stripe'
import type { KeyKind } from '../call'
import { makeId, nowSeconds, randomToken } from '../make-id'
import type { Read } from '../params'
import type { Changes } from '../store'
import { noSuch, StripeFailure } from '../stripe-error'
import { checkClientSecret } from './client-secret'
import { findCustomer } from './customers'
import { mergeMetadata } from './merge-metadata'
import { chosenMethods } from './payment-method-params'
import type { CREATE, UPDATE } from './setup-intent-params'

/**
 * Finds a setup intent by the id in the path; a browser must also know its client secret.
 * @throws StripeFailure 404 `resource_missing`
 */
export function findSetupIntent(
  changes: Changes,
  id: string,
  key: KeyKind,
  clientSecret?: string,
): Stripe.SetupIntent {
  const intent = changes.get('setup_intent', id)
  if (!intent) throw noSuch('setupintent', id, 'intent', 404)
  checkClientSecret(intent, key, clientSecret)
  return intent
}

/** A refusal for a setup intent that is not in a status the call needs. */
export function unexpectedSetupState(message: string, intent: Stripe.SetupIntent): StripeFailure {
  return new StripeFailure(400, {
    type: 'invalid_request_error',
    code: 'setup_intent_unexpected_state',
    message,
    setup_intent: intent,
  })
}

/** A setup intent just created; `applySetupFields` fills in what the caller asked for. */
export function newSetupIntent(params: Read<typeof CREATE>): Stripe.SetupIntent {
  const id = makeId('seti')
  return {
    id,
    object: 'setup_intent',
    ...chosenMethods(params),
    application: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${randomToken(25)}`,
    created: nowSeconds(),
    customer: null,
    customer_account: null,
    description: null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: {},
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: 'automatic' },
    },
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: 'requires_payment_method',
    usage: params.usage ?? 'off_session',
  }
}

/**
 * Writes a caller's parameters on a setup intent.
 * @throws StripeFailure 400 for a customer that does not exist
 */
export function applySetupFields(
  changes: Changes,
  intent: Stripe.SetupIntent,
  params: Partial<Read<typeof UPDATE>>,
): void {
  if (params.customer !== undefined) intent.customer = findCustomer(changes, params.customer).id
  if (params.description !== undefined) intent.description = params.description
  Object.assign(intent.payment_method_options?.card ?? {}, params.payment_method_options?.card)
  intent.metadata = mergeMetadata(intent.metadata ?? {}, params.metadata)
}
