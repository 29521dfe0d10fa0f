import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, LIST_PARAMS, listObjects } from '../list-objects'
import { nowSeconds } from '../make-id'
import { oneOf, required, string, unsupported } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { authenticatePayment } from './authenticate-payment'
import { captureCharge } from './capture-charge'
import { choosePaymentMethod } from './choose-payment-method'
import { visibleTo } from './client-secret'
import { confirmPaymentIntent } from './confirm-payment-intent'
import { findCustomer } from './customers'
import { CANCEL, CAPTURE, CONFIRM, CREATE, UPDATE } from './payment-intent-params'
import { applyFields, findPaymentIntent, newPaymentIntent, unexpectedState } from './payment-intent-record'
import { releaseCharge } from './refund-charge'

const BASE = '/v1/payment_intents'
const CONFIRM_ONLY = ['return_url', 'off_session', 'error_on_requires_action', 'use_stripe_sdk'] as const

/** The calls about payment intents. */
export const paymentIntentRoutes = [
  route('POST', BASE, 'secret', CREATE, ({ work, params, key, baseUrl }) => {
    for (const name of CONFIRM_ONLY) {
      if (params[name] === undefined || params.confirm) continue
      const message = `The parameter \`${name}\` cannot be passed when creating a PaymentIntent unless \`confirm\` is set to true.`
      throw invalidRequest(message, name)
    }
    const intent = newPaymentIntent(params)
    applyFields(work.changes, intent, params)
    choosePaymentMethod(work, intent, params)
    work.changes.put('payment_intent', intent)
    work.emit('payment_intent.created', intent)
    if (params.confirm) {
      const { payment_method: _id, payment_method_data: _data, ...rest } = params
      confirmPaymentIntent(work, intent, { key, baseUrl, params: rest })
    }
    return intent
  }),
  route(
    'GET',
    BASE,
    'secret',
    { ...LIST_PARAMS, customer: string(), customer_account: unsupported() },
    ({ work, params }) => {
      const asked = hasAsked<Stripe.PaymentIntent>(params, 'customer')
      return listObjects('payment_intent', BASE, work.changes.all('payment_intent'), params, asked)
    },
  ),
  route('GET', `${BASE}/:id`, 'any', { ...EXPAND, client_secret: string() }, ({ work, params, id, key }) =>
    visibleTo(key, findPaymentIntent(work.changes, id, key, params.client_secret)),
  ),
  route('POST', `${BASE}/:id`, 'secret', UPDATE, ({ work, params, id, key }) => {
    const intent = findPaymentIntent(work.changes, id, key)
    refuseLateChange(intent, params)
    applyFields(work.changes, intent, params)
    choosePaymentMethod(work, intent, params)
    if (params.customer) findCustomer(work.changes, params.customer)
    work.changes.put('payment_intent', intent)
    return intent
  }),
  route('POST', `${BASE}/:id/confirm`, 'any', CONFIRM, ({ work, params, id, key, baseUrl }) => {
    const intent = findPaymentIntent(work.changes, id, key, params.client_secret)
    confirmPaymentIntent(work, intent, { key, baseUrl, params })
    return visibleTo(key, intent)
  }),
  route(
    'POST',
    // Not Stripe's: its own Stripe.js reports the outcome of 3-D Secure in a way that is not public.
    `${BASE}/:id/sandbox_authenticate`,
    'any',
    { client_secret: required(string()), outcome: required(oneOf('succeeded', 'failed')) },
    ({ work, params, id, key }) => {
      const intent = findPaymentIntent(work.changes, id, key, params.client_secret)
      authenticatePayment(work, intent, params.outcome ?? 'failed')
      return visibleTo(key, intent)
    },
  ),
  route('POST', `${BASE}/:id/capture`, 'secret', CAPTURE, ({ work, params, id, key }) => {
    const intent = findPaymentIntent(work.changes, id, key)
    if (intent.status !== 'requires_capture') {
      throw unexpectedState(
        `This PaymentIntent could not be captured because it has a status of ${intent.status}. ` +
          'Only a PaymentIntent with one of the following statuses may be captured: requires_capture.',
        intent,
      )
    }
    applyFields(work.changes, intent, { metadata: params.metadata })
    captureCharge(work, intent, params.amount_to_capture ?? intent.amount_capturable)
    return intent
  }),
  route('POST', `${BASE}/:id/cancel`, 'secret', CANCEL, ({ work, params, id, key }) => {
    const intent = findPaymentIntent(work.changes, id, key)
    cancel(work, intent, params.cancellation_reason ?? null)
    return intent
  }),
]

const MONEY_FIELDS = ['amount', 'currency', 'payment_method', 'payment_method_data', 'customer'] as const

/** Once money is on its way, what the payment is about stays; words about it may still change. */
function refuseLateChange(intent: Stripe.PaymentIntent, params: Record<string, unknown>): void {
  if (intent.status.startsWith('requires_') && intent.status !== 'requires_capture') return
  const field = MONEY_FIELDS.find((name) => params[name] !== undefined)
  if (!field) return
  throw unexpectedState(
    `This PaymentIntent's ${field} could not be updated because it has a status of ${intent.status}. ` +
      `You may only update the ${field} of a PaymentIntent with one of the following statuses: ` +
      'requires_payment_method, requires_confirmation, requires_action.',
    intent,
  )
}

function cancel(
  work: Work,
  intent: Stripe.PaymentIntent,
  reason: Stripe.PaymentIntent['cancellation_reason'],
): void {
  if (!intent.status.startsWith('requires_')) {
    throw unexpectedState(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent ` +
        'with one of the following statuses may be canceled: requires_payment_method, requires_capture, ' +
        'requires_confirmation, requires_action, processing.',
      intent,
    )
  }
  if (intent.status === 'requires_capture') releaseCharge(work, String(intent.latest_charge))
  Object.assign(intent, {
    status: 'canceled',
    amount_capturable: 0,
    canceled_at: nowSeconds(),
    cancellation_reason: reason,
    next_action: null,
  })
  work.changes.put('payment_intent', intent)
  work.emit('payment_intent.canceled', intent)
}
