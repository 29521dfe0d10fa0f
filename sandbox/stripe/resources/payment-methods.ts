import type Stripe from 'stripe'
import { route } from '../call'
import { typedCard } from '../check-card'
import { EXPAND, LIST_PARAMS, listObjects } from '../list-objects'
import { metadata, oneOf, required, string } from '../params'
import { invalidRequest } from '../stripe-error'
import { findCustomer } from './customers'
import {
  addPaymentMethod,
  billingDetailsParam,
  declineOfSaving,
  findPaymentMethod,
} from './payment-method-record'

const CREATE = {
  ...EXPAND,
  type: oneOf('card'),
  card: typedCard,
  billing_details: billingDetailsParam,
  metadata: metadata(),
  allow_redisplay: oneOf('always', 'limited', 'unspecified'),
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
    { ...LIST_PARAMS, customer: string(), type: oneOf('card') },
    ({ work, params }) => {
      const owned = work.changes
        .all('payment_method')
        .filter((method) => method.customer && (!params.customer || method.customer === params.customer))
      return listObjects('payment_method', '/v1/payment_methods', owned, params)
    },
  ),
  route('GET', '/v1/payment_methods/:id', 'secret', EXPAND, ({ work, id }) =>
    findPaymentMethod(work.changes, id, 'payment_method', 404),
  ),
  route(
    'POST',
    '/v1/payment_methods/:id/attach',
    'secret',
    { ...EXPAND, customer: required(string()) },
    ({ work, params, id }) => {
      const method = findPaymentMethod(work.changes, id, 'payment_method', 404)
      const customer = findCustomer(work.changes, params.customer ?? '')
      if (customerOf(method) && customerOf(method) !== customer.id) {
        throw invalidRequest(
          'The payment method you provided has already been attached to a customer.',
          'payment_method',
          'payment_method_unexpected_state',
        )
      }
      const decline = declineOfSaving(work.changes, method)
      if (decline) throw decline
      method.customer = customer.id
      work.changes.put('payment_method', method)
      work.emit('payment_method.attached', method)
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
    work.emit('payment_method.detached', method, { customer })
    return method
  }),
]
