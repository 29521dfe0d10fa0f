import { EXPAND } from '../list-objects'
import {
  boolean,
  booleanOr,
  clearable,
  hash,
  integer,
  metadata,
  oneOf,
  required,
  string,
  unsupported,
  unsupportedAll,
} from '../params'
import { shippingParam } from './address'
import {
  automaticMethods,
  methodTypes,
  OTHER_KINDS,
  paymentMethodData,
  TYPES_RENAMED,
} from './payment-method-params'

const paymentMethodOptions = hash({
  card: hash({
    request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
    setup_future_usage: oneOf('none', 'off_session', 'on_session'),
    capture_method: oneOf('manual'),
    ...unsupportedAll([
      'cvc_token',
      'installments',
      'mandate_options',
      'moto',
      'network',
      'request_extended_authorization',
      'request_incremental_authorization',
      'request_multicapture',
      'request_overcapture',
      'require_cvc_recollection',
      'setup_credential_usage',
      'statement_descriptor_suffix_kana',
      'statement_descriptor_suffix_kanji',
      'stored_credential_usage',
      'three_d_secure',
    ]),
  }),
  card_present: unsupported(),
  ...unsupportedAll(OTHER_KINDS),
})

/** What a payment intent can be told at any time before it is paid. */
const COMMON = {
  ...EXPAND,
  allowed_payment_method_types: methodTypes,
  excluded_payment_method_types: unsupported(),
  capture_method: oneOf('automatic', 'automatic_async', 'manual'),
  payment_method: string(),
  payment_method_data: paymentMethodData,
  payment_method_options: paymentMethodOptions,
  receipt_email: clearable(800),
  setup_future_usage: oneOf('off_session', 'on_session'),
  shipping: shippingParam,
  amount_details: unsupported(),
  hooks: unsupported(),
  payment_details: unsupported(),
}

const NAMED = {
  amount: integer(1),
  currency: string(3),
  customer: string(),
  description: clearable(1000),
  metadata: metadata(),
  statement_descriptor: string(22),
  statement_descriptor_suffix: string(22),
  transfer_group: string(),
  application_fee_amount: unsupported(),
  customer_account: unsupported(),
  payment_method_configuration: unsupported(),
  transfer_data: unsupported(),
}

const CONFIRMING = {
  confirmation_token: unsupported(),
  error_on_requires_action: boolean(),
  mandate: unsupported(),
  mandate_data: unsupported(),
  // Stripe also takes what kind of payment it is that the payer is away from.
  off_session: booleanOr('one_off', 'recurring'),
  radar_options: unsupported(),
  return_url: string(),
  use_stripe_sdk: boolean(),
}

/** `POST /v1/payment_intents` */
export const CREATE = {
  ...COMMON,
  ...NAMED,
  ...CONFIRMING,
  amount: required(NAMED.amount),
  currency: required(NAMED.currency),
  automatic_payment_methods: automaticMethods,
  confirm: boolean(),
  confirmation_method: oneOf('automatic', 'manual'),
  on_behalf_of: unsupported(),
  payment_method_types: { ...methodTypes, goneSince: TYPES_RENAMED },
}

/** `POST /v1/payment_intents/:id` */
export const UPDATE = {
  ...COMMON,
  ...NAMED,
  payment_method_types: { ...methodTypes, goneSince: TYPES_RENAMED },
}

/** `POST /v1/payment_intents/:id/confirm`; Stripe.js proves itself with the client secret. */
export const CONFIRM = {
  ...COMMON,
  ...CONFIRMING,
  amount_to_confirm: unsupported(),
  client_secret: string(),
  expected_payment_method_type: oneOf('card'),
  payment_method_types: { ...methodTypes, goneSince: TYPES_RENAMED },
}

/** `POST /v1/payment_intents/:id/capture` */
export const CAPTURE = {
  ...EXPAND,
  amount_to_capture: integer(1),
  final_capture: boolean(),
  metadata: metadata(),
  statement_descriptor_suffix: string(22),
  statement_descriptor: string(22),
  amount_details: unsupported(),
  application_fee_amount: unsupported(),
  hooks: unsupported(),
  payment_details: unsupported(),
  transfer_data: unsupported(),
}

/** `POST /v1/payment_intents/:id/cancel` */
export const CANCEL = {
  ...EXPAND,
  cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer'),
}
