import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { integer, metadata, oneOf, string, unsupported } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch } from '../stripe-error'
import { findCharge } from './charges'
import { mergeMetadata } from './merge-metadata'
import { refundCharge } from './refund-charge'
import { settleRefund } from './settle-refund'

const CREATE = {
  ...EXPAND,
  amount: integer(1),
  charge: string(),
  payment_intent: string(),
  metadata: metadata(),
  reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
  currency: unsupported(),
  customer: unsupported(),
  instructions_email: unsupported(),
  origin: unsupported(),
  refund_application_fee: unsupported(),
  reverse_transfer: unsupported(),
}

/** @throws StripeFailure 404 `resource_missing` */
export function findRefund(changes: Changes, id: string): Stripe.Refund {
  const refund = changes.get('refund', id)
  if (!refund) throw noSuch('refund', id, 'id', 404)
  return refund
}

/** The charge that a refund is asked of, named by itself or by its payment intent. */
export function chargeToRefund(
  changes: Changes,
  params: { charge?: string; payment_intent?: string },
): Stripe.Charge {
  if (params.charge) {
    const charge = findCharge(changes, params.charge)
    if (!params.payment_intent || charge.payment_intent === params.payment_intent) return charge
    throw invalidRequest('The charge does not belong to the payment intent.', 'payment_intent')
  }
  if (!params.payment_intent) {
    const message =
      'One of the following params should be provided for this request: payment_intent or charge.'
    throw invalidRequest(message, 'payment_intent', 'parameter_missing')
  }
  const intent = changes.get('payment_intent', params.payment_intent)
  if (!intent) throw noSuch('payment_intent', params.payment_intent, 'payment_intent')
  if (intent.status !== 'succeeded' || typeof intent.latest_charge !== 'string') {
    throw invalidRequest(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
      'payment_intent',
      'payment_intent_unexpected_state',
    )
  }
  return findCharge(changes, intent.latest_charge)
}

/** The calls about refunds. */
export const refundRoutes = [
  route('POST', '/v1/refunds', 'secret', CREATE, ({ work, params }) =>
    refundCharge(work, chargeToRefund(work.changes, params), {
      amount: params.amount,
      reason: params.reason ?? null,
      metadata: mergeMetadata({}, params.metadata),
    }),
  ),
  route(
    'GET',
    '/v1/refunds',
    'secret',
    { ...LIST_PARAMS, charge: string(), payment_intent: string() },
    ({ work, params }) => {
      const asked = hasAsked<Stripe.Refund>(params, 'charge', 'payment_intent')
      return listObjects('refund', '/v1/refunds', work.changes.all('refund'), params, asked)
    },
  ),
  route('GET', '/v1/refunds/:id', 'secret', EXPAND, ({ work, id }) => findRefund(work.changes, id)),
  route('POST', '/v1/refunds/:id', 'secret', { ...EXPAND, metadata: metadata() }, ({ work, params, id }) => {
    const refund = findRefund(work.changes, id)
    const before = refund.metadata ?? {}
    refund.metadata = mergeMetadata(before, params.metadata)
    work.changes.put('refund', refund)
    work.emit('refund.updated', refund, { metadata: before })
    return refund
  }),
  route('POST', '/v1/refunds/:id/cancel', 'secret', EXPAND, ({ work, id }) => {
    const refund = findRefund(work.changes, id)
    if (refund.status !== 'requires_action') {
      throw invalidRequest(
        `You cannot cancel this refund because it has a status of ${refund.status}. Only a refund with the status ` +
          'requires_action may be canceled.',
      )
    }
    settleRefund(work, refund, 'canceled', 'merchant_request')
    return findRefund(work.changes, id)
  }),
]
