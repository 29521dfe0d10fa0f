import { EXPAND, LIST_PARAMS } from '../list-objects'
import { boolean, hash, metadata, oneOf, string, unsupported, unsupportedAll } from '../params'
import {
  automaticMethods,
  methodTypes,
  OTHER_KINDS,
  paymentMethodData,
  TYPES_RENAMED,
} from './payment-method-params'

const COMMON = {
  ...EXPAND,
  allowed_payment_method_types: methodTypes,
  payment_method: string(),
  payment_method_data: paymentMethodData,
  payment_method_options: hash({
    card: hash({
      request_three_d_secure: oneOf('any', 'automatic', 'challenge'),
      mandate_options: unsupported(),
      moto: unsupported(),
      network: unsupported(),
      setup_credential_usage: unsupported(),
      three_d_secure: unsupported(),
    }),
    card_present: unsupported(),
    ...unsupportedAll(OTHER_KINDS),
  }),
  payment_method_types: { ...methodTypes, goneSince: TYPES_RENAMED },
}

const NAMED = {
  customer: string(),
  description: string(1000),
  metadata: metadata(),
  attach_to_self: unsupported(),
  customer_account: unsupported(),
  excluded_payment_method_types: unsupported(),
  flow_directions: unsupported(),
  payment_method_configuration: unsupported(),
}

const CONFIRMING = {
  confirmation_token: unsupported(),
  mandate_data: unsupported(),
  return_url: string(),
  use_stripe_sdk: boolean(),
}

/** `POST /v1/setup_intents` */
export const CREATE = {
  ...COMMON,
  ...NAMED,
  ...CONFIRMING,
  automatic_payment_methods: automaticMethods,
  confirm: boolean(),
  usage: oneOf('off_session', 'on_session'),
  on_behalf_of: unsupported(),
  single_use: unsupported(),
}

/** `POST /v1/setup_intents/:id` */
export const UPDATE = { ...COMMON, ...NAMED }

/** `POST /v1/setup_intents/:id/confirm`; Stripe.js proves itself with the client secret. */
export const CONFIRM = {
  ...COMMON,
  ...CONFIRMING,
  client_secret: string(),
  expected_payment_method_type: oneOf('card'),
}

/** `POST /v1/setup_intents/:id/cancel` */
export const CANCEL = {
  ...EXPAND,
  cancellation_reason: oneOf('abandoned', 'duplicate', 'requested_by_customer'),
}

/** `GET /v1/setup_intents` */
export const LIST = {
  ...LIST_PARAMS,
  customer: string(),
  payment_method: string(),
  attach_to_self: unsupported(),
  customer_account: unsupported(),
}
