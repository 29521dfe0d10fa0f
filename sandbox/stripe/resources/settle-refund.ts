import type Stripe from 'stripe'
import type { Work } from '../work'
import { findCharge } from './charges'
import { moveBalance } from './move-balance'

/** How a refund can end. */
export type RefundOutcome = 'succeeded' | 'failed' | 'canceled'

/** Why banks send a refund back, in Stripe's words. */
export const FAILURE_REASONS = [
  'expired_or_canceled_card',
  'lost_or_stolen_card',
  'charge_for_pending_refund_disputed',
  'insufficient_funds',
  'declined',
  'merchant_request',
  'unknown',
] as const

/**
 * Writes how a refund has ended. One that failed or was canceled gives the charge its money back, and the
 * merchant's balance too.
 */
export function settleRefund(
  work: Work,
  refund: Stripe.Refund,
  outcome: RefundOutcome,
  reason: (typeof FAILURE_REASONS)[number] = 'expired_or_canceled_card',
): void {
  const before = { status: refund.status }
  const { next_action: _asked, pending_reason: _why, ...settled } = refund
  Object.assign(settled, { status: outcome })
  if (outcome !== 'succeeded') {
    settled.failure_reason = reason
    settled.failure_balance_transaction = returnMoney(work, refund)
  } else if (settled.destination_details?.card) {
    settled.destination_details.card.reference_status = 'available'
    settled.destination_details.card.reference = refund.id.slice(-12).toUpperCase()
  }
  work.changes.put('refund', settled)
  work.emit('refund.updated', settled, before)
  work.emit('charge.refund.updated', settled, before)
  if (outcome === 'failed') work.emit('refund.failed', settled, before)
}

function returnMoney(work: Work, refund: Stripe.Refund): string {
  const charge = findCharge(work.changes, String(refund.charge))
  charge.amount_refunded -= refund.amount
  charge.refunded = false
  work.changes.put('charge', charge)
  return moveBalance(work.changes, {
    amount: refund.amount,
    currency: refund.currency,
    type: 'refund_failure',
    category: 'refund_failure',
    source: refund.id,
    description: 'REFUND FAILURE',
  }).id
}
