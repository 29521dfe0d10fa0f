import type Stripe from 'stripe'
import { route } from '../call'
import { EXPAND, hasAsked, listObjects } from '../list-objects'
import { oneOf, required, string } from '../params'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { authenticateSetup } from './authenticate-setup'
import { choosePaymentMethod } from './choose-payment-method'
import { visibleTo } from './client-secret'
import { confirmSetupIntent } from './confirm-setup-intent'
import { CANCEL, CONFIRM, CREATE, LIST, UPDATE } from './setup-intent-params'
import {
  applySetupFields,
  findSetupIntent,
  newSetupIntent,
  unexpectedSetupState,
} from './setup-intent-record'

const BASE = '/v1/setup_intents'

/** The calls about setup intents, which save a card without charging it. */
export const setupIntentRoutes = [
  route('POST', BASE, 'secret', CREATE, ({ work, params, baseUrl }) => {
    for (const name of ['return_url', 'use_stripe_sdk'] as const) {
      if (params[name] === undefined || params.confirm) continue
      const message = `The parameter \`${name}\` cannot be passed when creating a SetupIntent unless \`confirm\` is set to true.`
      throw invalidRequest(message, name)
    }
    const intent = newSetupIntent(params)
    applySetupFields(work.changes, intent, params)
    choosePaymentMethod(work, intent, params)
    work.changes.put('setup_intent', intent)
    work.emit('setup_intent.created', intent)
    if (params.confirm) {
      const { payment_method: _id, payment_method_data: _data, ...rest } = params
      confirmSetupIntent(work, intent, rest, baseUrl)
    }
    return intent
  }),
  route('GET', BASE, 'secret', LIST, ({ work, params }) => {
    const asked = hasAsked<Stripe.SetupIntent>(params, 'customer', 'payment_method')
    return listObjects('setup_intent', BASE, work.changes.all('setup_intent'), params, asked)
  }),
  route('GET', `${BASE}/:id`, 'any', { ...EXPAND, client_secret: string() }, ({ work, params, id, key }) =>
    visibleTo(key, findSetupIntent(work.changes, id, key, params.client_secret)),
  ),
  route('POST', `${BASE}/:id`, 'secret', UPDATE, ({ work, params, id, key }) => {
    const intent = findSetupIntent(work.changes, id, key)
    const isOver = intent.status === 'succeeded' || intent.status === 'canceled'
    if (isOver && (params.customer ?? params.payment_method ?? params.payment_method_data)) {
      const message = `This SetupIntent could not be updated because it has a status of ${intent.status}.`
      throw unexpectedSetupState(message, intent)
    }
    applySetupFields(work.changes, intent, params)
    choosePaymentMethod(work, intent, params)
    work.changes.put('setup_intent', intent)
    return intent
  }),
  route('POST', `${BASE}/:id/confirm`, 'any', CONFIRM, ({ work, params, id, key, baseUrl }) => {
    const intent = findSetupIntent(work.changes, id, key, params.client_secret)
    confirmSetupIntent(work, intent, params, baseUrl)
    return visibleTo(key, intent)
  }),
  route(
    'POST',
    // Not Stripe's: its own Stripe.js reports the outcome of 3-D Secure in a way that is not public.
    `${BASE}/:id/sandbox_authenticate`,
    'any',
    { client_secret: required(string()), outcome: required(oneOf('succeeded', 'failed')) },
    ({ work, params, id, key }) => {
      const intent = findSetupIntent(work.changes, id, key, params.client_secret)
      authenticateSetup(work, intent, params.outcome ?? 'failed')
      return visibleTo(key, intent)
    },
  ),
  route('POST', `${BASE}/:id/cancel`, 'secret', CANCEL, ({ work, params, id, key }) => {
    const intent = findSetupIntent(work.changes, id, key)
    cancel(work, intent, params.cancellation_reason ?? null)
    return intent
  }),
]

function cancel(
  work: Work,
  intent: Stripe.SetupIntent,
  reason: Stripe.SetupIntent['cancellation_reason'],
): void {
  if (!intent.status.startsWith('requires_')) {
    throw unexpectedSetupState(
      `You cannot cancel this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one ` +
        'of the following statuses may be canceled: requires_payment_method, requires_confirmation, requires_action.',
      intent,
    )
  }
  Object.assign(intent, { status: 'canceled', cancellation_reason: reason, next_action: null })
  work.changes.put('setup_intent', intent)
  work.emit('setup_intent.canceled', intent)
}
