import type Stripe from 'stripe'
import { invalidRequest } from '../stripe-error'
import type { Work } from '../work'
import { findCharge } from './charges'
import { bookCharge } from './move-balance'
import { disputeAtOnce } from './open-dispute'
import { cardBehind, findPaymentMethod } from './payment-method-record'

/**
 * Takes money that was only held so far; what is not taken is released.
 * @param amount in the currency's smallest unit
 * @throws StripeFailure 400 for more than was held
 */
export function captureCharge(work: Work, intent: Stripe.PaymentIntent, amount: number): void {
  if (amount > intent.amount_capturable) {
    throw invalidRequest(
      'The `amount_to_capture` is greater than the `amount_capturable` of the PaymentIntent.',
      'amount_to_capture',
      'amount_too_large',
    )
  }
  const charge = findCharge(work.changes, String(intent.latest_charge))
  charge.captured = true
  charge.amount_captured = amount
  charge.amount_refunded = charge.amount - amount
  bookCharge(work.changes, charge)
  intent.status = 'succeeded'
  intent.amount_received = amount
  intent.amount_capturable = 0
  work.changes.put('charge', charge)
  work.changes.put('payment_intent', intent)
  work.emit('charge.captured', charge)
  work.emit('payment_intent.succeeded', intent)
  disputeAtOnce(
    work,
    charge,
    cardBehind(work.changes, findPaymentMethod(work.changes, String(charge.payment_method))),
  )
}
