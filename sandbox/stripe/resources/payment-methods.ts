import type Stripe from 'stripe'
import { route } from '../call'
import { typedCard } from '../check-card'
import { EXPAND, hasAsked, listObjects, PAGE_PARAMS } from '../list-objects'
import {
  hash,
  integer,
  metadata,
  oneOf,
  type Read,
  required,
  string,
  unsupported,
  unsupportedAll,
} from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'
import { attachPaymentMethod } from './attach-payment-method'
import { changedFields } from './changed-fields'
import { findCustomer } from './customers'
import { forgetDefault } from './default-payment-method'
import { allowRedisplay, OTHER_KINDS } from './payment-method-params'
import {
  addPaymentMethod,
  billingDetailsParam,
  findPaymentMethod,
  markSpent,
  refuseSaving,
} from './payment-method-record'
import { updatePaymentMethod } from './update-payment-method'

const CREATE = {
  ...EXPAND,
  type: oneOf('card'),
  card: typedCard,
  billing_details: billingDetailsParam,
  metadata: metadata(),
  allow_redisplay: allowRedisplay,
  ...unsupportedAll([...OTHER_KINDS, 'custom', 'customer', 'payment_method', 'radar_options']),
}

const LIST = { ...PAGE_PARAMS, allow_redisplay: allowRedisplay, type: oneOf('card') }

/** What may be changed of a payment method that a customer owns. */
const UPDATE = {
  ...EXPAND,
  allow_redisplay: allowRedisplay,
  billing_details: billingDetailsParam,
  card: hash({ exp_month: integer(1), exp_year: integer(1), networks: unsupported() }),
  us_bank_account: unsupported(),
  metadata: metadata(),
}

/** The payment methods that customers own, or one of them. */
function savedMethods(changes: Changes, url: string, params: Read<typeof LIST>, customer?: string) {
  const asked = hasAsked<Stripe.PaymentMethod>({ ...params, customer }, 'customer', 'allow_redisplay')
  return listObjects(
    'payment_method',
    url,
    changes.all('payment_method'),
    params,
    (method) => method.customer !== null && asked(method),
  )
}

function customerOf(method: Stripe.PaymentMethod): string | null {
  return typeof method.customer === 'string' ? method.customer : null
}

/** The calls about payment methods: cards, here. */
export const paymentMethodRoutes = [
  route('POST', '/v1/payment_methods', 'any', CREATE, ({ work, params }) => {
    if (!params.type) throw invalidRequest('Missing required param: type.', 'type', 'parameter_missing')
    return addPaymentMethod(work.changes, params)
  }),
  route(
    'GET',
    '/v1/payment_methods',
    'secret',
    { ...LIST, customer: string(), customer_account: unsupported() },
    ({ work, params }) => {
      const { customer, ...rest } = params
      if (customer !== undefined) findCustomer(work.changes, customer)
      return savedMethods(work.changes, '/v1/payment_methods', rest, customer)
    },
  ),
  route('GET', '/v1/customers/:id/payment_methods', 'secret', LIST, ({ work, params, id }) => {
    findCustomer(work.changes, id, 'customer', 404)
    return savedMethods(work.changes, `/v1/customers/${id}/payment_methods`, params, id)
  }),
  route('GET', '/v1/customers/:id/payment_methods/:method', 'secret', EXPAND, ({ work, id, ids }) => {
    findCustomer(work.changes, id, 'customer', 404)
    const method = work.changes.get('payment_method', ids[1] ?? '')
    if (method?.customer === id) return method
    throw noSuch('PaymentMethod', ids[1] ?? '', 'payment_method', 404)
  }),
  route('GET', '/v1/payment_methods/:id', 'secret', EXPAND, ({ work, id }) =>
    findPaymentMethod(work.changes, id, 'payment_method', 404),
  ),
  route('POST', '/v1/payment_methods/:id', 'secret', UPDATE, ({ work, params, id }) => {
    const method = findPaymentMethod(work.changes, id, 'payment_method', 404)
    if (!customerOf(method)) {
      throw invalidRequest(
        'You must save this PaymentMethod to a customer before you can update it.',
        undefined,
        'payment_method_unexpected_state',
      )
    }
    const before = structuredClone(method)
    updatePaymentMethod(method, params)
    const changed = changedFields(before, method)
    if (Object.keys(changed).length === 0) return method
    work.changes.put('payment_method', method)
    work.emit('payment_method.updated', method, changed)
    return method
  }),
  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    'secret',
    { ...EXPAND, customer: required(string()), customer_account: unsupported() },
    ({ work, params, id }) => {
      const method = findPaymentMethod(work.changes, id, 'payment_method', 404)
      const customer = findCustomer(work.changes, params.customer ?? '')
      if (method.customer !== customer.id) refuseSaving(work.changes, method)
      attachPaymentMethod(work, method, customer.id)
      return method
    },
  ),
  route('POST', '/v1/payment_methods/:id/detach', 'secret', EXPAND, ({ work, id }) => {
    const method = findPaymentMethod(work.changes, id, 'payment_method', 404)
    const customer = customerOf(method)
    if (!customer) {
      throw invalidRequest(
        'The payment method you provided is not attached to a customer so detachment is impossible.',
        'payment_method',
        'payment_method_unexpected_state',
      )
    }
    method.customer = null
    work.changes.put('payment_method', method)
    markSpent(work.changes, method)
    forgetDefault(work, customer, method.id)
    work.emit('payment_method.detached', method, { customer })
    return method
  }),
]
