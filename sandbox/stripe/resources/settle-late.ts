import type { LateOutcome } from '../store'
import { StripeFailure } from '../stripe-error'
import type { Work } from '../work'
import { failPayment } from './attempt-payment'
import { findCharge } from './charges'

/** Writes what a bank has decided in the end. */
export function settleLate(work: Work, { subject, outcome }: LateOutcome): void {
  if (subject.startsWith('re_')) settleRefund(work, subject, outcome)
  else settlePayment(work, subject, outcome)
}

function settleRefund(work: Work, id: string, outcome: LateOutcome['outcome']): void {
  const refund = work.changes.get('refund', id)
  if (!refund) throw new Error(`BUG: there is no refund ${id}.`)
  const before = { status: refund.status }
  refund.status = outcome
  if (outcome === 'failed') {
    refund.failure_reason = 'expired_or_canceled_card'
    const charge = findCharge(work.changes, String(refund.charge))
    charge.amount_refunded -= refund.amount
    charge.refunded = false
    work.changes.put('charge', charge)
  }
  work.changes.put('refund', refund)
  work.emit('refund.updated', refund, before)
  work.emit('charge.refund.updated', refund, before)
  if (outcome === 'failed') work.emit('refund.failed', refund, before)
}

function settlePayment(work: Work, id: string, outcome: LateOutcome['outcome']): void {
  const intent = work.changes.get('payment_intent', id)
  if (!intent) throw new Error(`BUG: there is no payment intent ${id}.`)
  const charge = findCharge(work.changes, String(intent.latest_charge))
  charge.status = outcome
  if (outcome === 'failed') {
    charge.failure_code = 'processing_error'
    charge.failure_message = 'An error occurred while processing your card. Try again in a little bit.'
    work.changes.put('charge', charge)
    work.emit('charge.failed', charge)
    const { failure_code: code, failure_message: message } = charge
    failPayment(
      work,
      intent,
      new StripeFailure(402, { type: 'card_error', code, message, charge: charge.id }),
    )
    return
  }
  Object.assign(charge, { paid: true, captured: true, amount_captured: charge.amount })
  Object.assign(intent, { status: 'succeeded', amount_received: intent.amount })
  work.changes.put('charge', charge)
  work.changes.put('payment_intent', intent)
  work.emit('charge.succeeded', charge)
  work.emit('payment_intent.succeeded', intent)
}
