import type Stripe from 'stripe'
import { makeId, nowSeconds } from '../make-id'
import type { Work } from '../work'

const EVIDENCE_DAYS = 9
const DAY_SECONDS = 86_400

/** The fields of evidence that are text. */
export const EVIDENCE_TEXTS = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_tracking_number',
  'uncategorized_text',
] as const

/** The cardholder's bank takes a payment back, as it does for the test cards that are made for it. */
export function openDispute(work: Work, charge: Stripe.Charge, reason: string): void {
  charge.disputed = true
  const now = nowSeconds()
  const dispute: Stripe.Dispute = {
    id: makeId('du'),
    object: 'dispute',
    amount: charge.amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: Object.fromEntries(
      EVIDENCE_TEXTS.map((name) => [name, null]),
    ) as unknown as Stripe.Dispute.Evidence,
    evidence_details: {
      due_by: now + EVIDENCE_DAYS * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    network_reason_code: reason === 'fraudulent' ? '10.4' : '13.1',
    payment_intent: charge.payment_intent,
    reason,
    status: 'needs_response',
  }
  work.changes.put('charge', charge)
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.created', dispute)
  work.emit('charge.dispute.funds_withdrawn', dispute)
}

/** The bank's verdict: the money comes back to the merchant, or it does not. */
export function closeDispute(work: Work, dispute: Stripe.Dispute, verdict: 'won' | 'lost'): void {
  dispute.status = verdict
  work.changes.put('dispute', dispute)
  work.emit('charge.dispute.closed', dispute)
  if (verdict === 'won') work.emit('charge.dispute.funds_reinstated', dispute)
}
