import type Stripe from 'stripe'
import type { TestCard } from '../test-cards'
import type { Work } from '../work'
import { type NewDispute, newDispute } from './dispute-record'
import { moveBalance } from './move-balance'
import { settleRefund } from './settle-refund'

/** The cardholder's bank takes a payment back, or asks about it. */
export function openDispute(work: Work, charge: Stripe.Charge, about: NewDispute): Stripe.Dispute {
  const dispute = newDispute(charge, about)
  charge.disputed = true
  work.changes.put('charge', charge)
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.created', dispute)
  if (!about.isInquiry) withdraw(work, dispute)
  return dispute
}

/** The cardholders of some test cards dispute what they have just paid. */
export function disputeAtOnce(work: Work, charge: Stripe.Charge, card: TestCard): void {
  if (!card.dispute) return
  const about = { amount: charge.amount_captured, reason: card.dispute, isInquiry: card.inquires ?? false }
  openDispute(work, charge, about)
}

/** The bank's question becomes a chargeback: the money goes now. */
export function escalateInquiry(work: Work, dispute: Stripe.Dispute): void {
  const before = { status: dispute.status, is_charge_refundable: true }
  dispute.status = 'needs_response'
  dispute.is_charge_refundable = false
  if (dispute.payment_method_details?.card) dispute.payment_method_details.card.case_type = 'chargeback'
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.updated', dispute, before)
  withdraw(work, dispute)
}

/** How a bank decides: a chargeback is won or lost, an inquiry ends without either. */
export type Verdict = 'won' | 'lost'

/** The bank's verdict: the money comes back to the merchant, or it does not. */
export function closeDispute(work: Work, dispute: Stripe.Dispute, verdict: Verdict | 'warning_closed'): void {
  const before = { status: dispute.status }
  dispute.status = verdict
  if (verdict === 'won') book(work, dispute, 'dispute_reversal')
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.closed', dispute, before)
  if (verdict === 'won') work.emit('charge.dispute.funds_reinstated', dispute)
}

function withdraw(work: Work, dispute: Stripe.Dispute): void {
  book(work, dispute, 'dispute')
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.funds_withdrawn', dispute)
  for (const refund of work.changes.all('refund')) {
    if (refund.charge !== dispute.charge || refund.status !== 'pending') continue
    settleRefund(work, structuredClone(refund), 'failed', 'charge_for_pending_refund_disputed')
  }
}

function book(work: Work, dispute: Stripe.Dispute, category: 'dispute' | 'dispute_reversal'): void {
  const transaction = moveBalance(work.changes, {
    amount: category === 'dispute' ? -dispute.amount : dispute.amount,
    currency: dispute.currency,
    type: 'adjustment',
    category,
    source: dispute.id,
    description: `${category === 'dispute' ? 'Chargeback withdrawal' : 'Chargeback reversal'} for ${dispute.charge}`,
  })
  dispute.balance_transactions.push(transaction)
}
