import type Stripe from 'stripe'
import type { DeclineName } from '../declines'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { attachPaymentMethod } from './attach-payment-method'
import { chargeCard } from './charge-card'
import { bookCharge } from './move-balance'
import { disputeAtOnce } from './open-dispute'
import { isCapturedLater } from './payment-intent-record'
import { cardBehind, declineError, findPaymentMethod, markSetUp, markSpent } from './payment-method-record'

/**
 * Charges the card of a payment intent.
 * @throws StripeFailure 402 when the bank declines it; the failed charge stays
 */
export function attemptPayment(work: Work, intent: Stripe.PaymentIntent, authenticated: boolean): void {
  const method = findPaymentMethod(work.changes, String(intent.payment_method))
  const card = cardBehind(work.changes, method)
  if (card.decline) throw declinePayment(work, intent, method, card.decline)
  const charge = chargeCard({ intent, method, card, authenticated })
  if (charge.captured) bookCharge(work.changes, charge)
  work.changes.put('charge', charge)
  intent.latest_charge = charge.id
  intent.next_action = null
  intent.last_payment_error = null
  saveForLater(work, intent, method, authenticated)
  if (card.settlesLate) {
    intent.status = 'processing'
    work.changes.put('payment_intent', intent)
    work.emit('charge.pending', charge)
    work.emit('payment_intent.processing', intent)
    work.postpone(intent.id, card.settlesLate)
    return
  }
  if (isCapturedLater(intent)) {
    intent.status = 'requires_capture'
    intent.amount_capturable = intent.amount
  } else {
    intent.status = 'succeeded'
    intent.amount_received = intent.amount
  }
  work.changes.put('payment_intent', intent)
  work.emit('charge.succeeded', charge)
  const manual = intent.status === 'requires_capture'
  work.emit(manual ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', intent)
  if (charge.captured) disputeAtOnce(work, charge, card)
}

/** A card used with `setup_future_usage` stays with the customer; any other cannot be used again. */
function saveForLater(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  authenticated: boolean,
): void {
  const usage = intent.payment_method_options?.card?.setup_future_usage ?? intent.setup_future_usage
  const isKept = usage !== null && usage !== 'none'
  if (isKept && typeof intent.customer === 'string') attachPaymentMethod(work, method, intent.customer)
  if (isKept && usage === 'off_session' && authenticated) markSetUp(work.changes, method)
  if (!isKept && !method.customer) markSpent(work.changes, method)
}

/**
 * Writes the failed charge of a bank that says no.
 * @returns the error to answer with
 */
export function declinePayment(
  work: Work,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod,
  decline: DeclineName,
): StripeFailure {
  const card = { ...cardBehind(work.changes, method), decline }
  const charge = chargeCard({ intent, method, card, authenticated: false })
  work.changes.put('charge', charge)
  intent.latest_charge = charge.id
  work.emit('charge.failed', charge)
  return failPayment(work, intent, declineError(decline, { charge: charge.id }))
}

/**
 * Takes a payment intent back to `requires_payment_method` with the reason on it.
 * @returns the error to answer with, which carries the payment intent as Stripe's do
 */
export function failPayment(work: Work, intent: Stripe.PaymentIntent, reason: StripeFailure): StripeFailure {
  const method = findPaymentMethod(work.changes, String(intent.payment_method))
  intent.status = 'requires_payment_method'
  intent.next_action = null
  intent.payment_method = null
  intent.last_payment_error = {
    ...reason.body,
    payment_method: method,
  } as Stripe.PaymentIntent.LastPaymentError
  work.changes.put('payment_intent', intent)
  work.emit('payment_intent.payment_failed', intent)
  return new StripeFailure(
    reason.status,
    { ...reason.body, payment_intent: structuredClone(intent), payment_method: method },
    true,
  )
}
