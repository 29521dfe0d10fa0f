import type Stripe from 'stripe'
import { DECLINES } from '../declines'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { failPayment } from './attempt-payment'
import { findCharge } from './charges'
import { bookCharge } from './move-balance'

/** The bank has decided about a payment that was `processing`. */
export function settlePayment(
  work: Work,
  intent: Stripe.PaymentIntent,
  outcome: 'succeeded' | 'failed',
): void {
  const charge = findCharge(work.changes, String(intent.latest_charge))
  charge.status = outcome
  if (outcome === 'failed') {
    const { code, message } = DECLINES.processing_error
    charge.failure_code = code
    charge.failure_message = message
    work.changes.put('charge', charge)
    work.emit('charge.failed', charge)
    const reason = new StripeFailure(402, { type: 'card_error', code, message, charge: charge.id })
    failPayment(work, intent, reason)
    return
  }
  Object.assign(charge, { paid: true, captured: true, amount_captured: charge.amount })
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount })
  bookCharge(work.changes, charge)
  work.changes.put('charge', charge)
  work.changes.put('payment_intent', intent)
  work.emit('charge.succeeded', charge)
  work.emit('payment_intent.succeeded', intent)
}
