import type Stripe from 'stripe'
import type { KeyKind } from '../call'
import { invalidRequest } from '../stripe-error'

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent

/**
 * A browser must know an intent's client secret, and whoever names one must name the right one.
 * @throws StripeFailure 400
 */
export function checkClientSecret(intent: Intent, key: KeyKind, clientSecret: string | undefined): void {
  if (key === 'publishable' && !clientSecret) {
    throw invalidRequest('Missing required param: client_secret.', 'client_secret', 'parameter_missing')
  }
  if (clientSecret === undefined || clientSecret === intent.client_secret) return
  const name = intent.object === 'payment_intent' ? 'PaymentIntent' : 'SetupIntent'
  throw invalidRequest(
    `The client_secret provided does not match the client_secret associated with the ${name}.`,
    'client_secret',
    `${intent.object}_invalid_parameter`,
  )
}

/** What the browser sees of an intent: only these of its fields. */
const BROWSER_FIELDS = new Set([
  'id',
  'object',
  'amount',
  'amount_details',
  'automatic_payment_methods',
  'canceled_at',
  'cancellation_reason',
  'capture_method',
  'client_secret',
  'confirmation_method',
  'created',
  'currency',
  'description',
  'last_payment_error',
  'last_setup_error',
  'livemode',
  'next_action',
  'payment_method',
  'payment_method_configuration_details',
  'payment_method_types',
  'processing',
  'receipt_email',
  'setup_future_usage',
  'shipping',
  'source',
  'status',
  'usage',
])

/** What the holder of `key` may see of an intent: a browser sees a part. */
export function visibleTo<T extends Intent>(key: KeyKind, intent: T): T {
  if (key === 'secret') return intent
  return Object.fromEntries(Object.entries(intent).filter(([field]) => BROWSER_FIELDS.has(field))) as T
}
