import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import { type CheckedCard, checkCard, type TypedCard } from '../check-card'
import { DECLINES, type DeclineName } from '../declines'
import { makeId, nowSeconds } from '../make-id'
import { clearable, hash, type Read } from '../params'
import type { Changes } from '../store'
import { invalidRequest, noSuch, StripeFailure } from '../stripe-error'
import { TEST_CARDS, testCard } from '../test-cards'
import { addressParam, fullAddress } from './address'
import { mergeMetadata } from './merge-metadata'

/** Who pays, as told with a payment method. */
export const billingDetailsParam = hash({
  address: addressParam,
  email: clearable(),
  name: clearable(),
  phone: clearable(),
  tax_id: clearable(),
})

interface NewPaymentMethod {
  allow_redisplay?: 'always' | 'limited' | 'unspecified'
  card?: TypedCard
  billing_details?: Read<{ all: typeof billingDetailsParam }>['all']
  metadata?: Record<string, string> | null
}

/**
 * Finds a payment method by id. A `pm_card_…` name makes a new one, as Stripe does.
 * @throws StripeFailure `resource_missing`
 */
export function findPaymentMethod(
  changes: Changes,
  id: string,
  param = 'payment_method',
  status: 400 | 404 = 400,
): Stripe.PaymentMethod {
  if (Object.hasOwn(TEST_CARDS, id)) {
    const expYear = new Date().getUTCFullYear() + 4
    return saveCard(changes, { behaviour: id, expMonth: 12, expYear, hasCvc: true }, {})
  }
  const method = changes.get('payment_method', id)
  if (!method) throw noSuch('PaymentMethod', id, param, status)
  return method
}

/** Makes a payment method of a typed card. @throws StripeFailure 402 for a card that cannot be. */
export function addPaymentMethod(changes: Changes, params: NewPaymentMethod): Stripe.PaymentMethod {
  if (!params.card) throw invalidRequest('Missing required param: card.', 'card', 'parameter_missing')
  return saveCard(changes, checkCard(params.card), params)
}

function saveCard(changes: Changes, checked: CheckedCard, params: NewPaymentMethod): Stripe.PaymentMethod {
  const card = testCard(checked.behaviour)
  const details = params.billing_details
  const method: Stripe.PaymentMethod = {
    id: makeId('pm'),
    object: 'payment_method',
    allow_redisplay: params.allow_redisplay ?? 'unspecified',
    billing_details: {
      address: fullAddress(details?.address),
      email: details?.email ?? null,
      name: details?.name ?? null,
      phone: details?.phone ?? null,
      tax_id: details?.tax_id ?? null,
    },
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: checked.hasCvc ? 'unchecked' : null,
      },
      country: card.country,
      display_brand: card.brand,
      exp_month: checked.expMonth,
      exp_year: checked.expYear,
      // The same card always has the same fingerprint, which is what it is for.
      fingerprint: createHash('sha256').update(card.number).digest('base64url').slice(0, 16),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.brand], preferred: null },
      regulated_status: 'unregulated',
      three_d_secure_usage: { supported: card.brand !== 'amex' },
      wallet: null,
    },
    created: nowSeconds(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: mergeMetadata({}, params.metadata),
    type: 'card',
  }
  changes.put('payment_method', method)
  changes.put('card_on_file', { id: method.id, behaviour: checked.behaviour })
  return method
}

/** The test card behind a payment method. */
export function cardBehind(changes: Changes, method: Stripe.PaymentMethod) {
  const onFile = changes.get('card_on_file', method.id)
  if (!onFile) throw new Error(`BUG: ${method.id} has no card on file.`)
  return testCard(onFile.behaviour)
}

/** Whether the card was saved for payments without the payer. */
export function isSetUp(changes: Changes, method: Stripe.PaymentMethod): boolean {
  return changes.get('card_on_file', method.id)?.setUp ?? false
}

/** Notes that the bank agreed to payments without the payer. */
export function markSetUp(changes: Changes, method: Stripe.PaymentMethod): void {
  const onFile = changes.get('card_on_file', method.id)
  if (onFile) changes.put('card_on_file', { ...onFile, setUp: true })
}

/** Notes that the payment method had its only use. */
export function markSpent(changes: Changes, method: Stripe.PaymentMethod): void {
  const onFile = changes.get('card_on_file', method.id)
  if (onFile) changes.put('card_on_file', { ...onFile, spent: true })
}

/** @throws StripeFailure 400 for a payment method that was detached, or used without a customer */
export function refuseSpent(changes: Changes, method: Stripe.PaymentMethod): void {
  if (!changes.get('card_on_file', method.id)?.spent) return
  throw invalidRequest(
    'The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with ' +
      'a connected account without Customer attachment, or was detached from a Customer. It may not be used again. ' +
      'To use a PaymentMethod multiple times, you must attach it to a Customer first.',
  )
}

/** The error a bank answers with when it turns a card down. */
export function declineError(name: DeclineName, extra: Partial<StripeFailure['body']> = {}): StripeFailure {
  return new StripeFailure(402, { type: 'card_error', ...DECLINES[name], ...extra }, true)
}

/**
 * A bank is asked before a card is saved, and a card that may not be used again is not saved either.
 * @throws StripeFailure 402 or 400
 */
export function refuseSaving(changes: Changes, method: Stripe.PaymentMethod): void {
  if (method.customer) {
    throw invalidRequest(
      'The payment method you provided has already been attached to a customer.',
      'payment_method',
      'payment_method_unexpected_state',
    )
  }
  refuseSpent(changes, method)
  const { decline, attaches, authenticates } = cardBehind(changes, method)
  if (decline && !attaches && !authenticates) throw declineError(decline)
}
