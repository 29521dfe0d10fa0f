import type Stripe from 'stripe'
import { makeId, nowSeconds } from '../make-id'
import type { Changes } from '../store'
import { noSuch } from '../stripe-error'

const EVIDENCE_DAYS = 9
const DAY_SECONDS = 86_400

/** Why cardholders dispute, in Stripe's words. */
export const REASONS = [
  'bank_cannot_process',
  'credit_not_processed',
  'customer_initiated',
  'duplicate',
  'fraudulent',
  'general',
  'incorrect_account_details',
  'insufficient_funds',
  'noncompliant',
  'product_not_received',
  'product_unacceptable',
  'subscription_canceled',
  'unrecognized',
] as const

/** One of `REASONS`. */
export type DisputeReason = (typeof REASONS)[number]

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

/** The fields of evidence that are files. This sandbox takes no files. */
export const EVIDENCE_FILES = [
  'cancellation_policy',
  'customer_communication',
  'customer_signature',
  'duplicate_charge_documentation',
  'receipt',
  'refund_policy',
  'service_documentation',
  'shipping_documentation',
  'uncategorized_file',
] as const

/** What a dispute is about. */
export interface NewDispute {
  /** In the currency's smallest unit. */
  amount: number
  reason: DisputeReason
  /** A question of the bank's, which may become a chargeback. */
  isInquiry: boolean
}

/** A dispute just opened. */
export function newDispute(charge: Stripe.Charge, { amount, reason, isInquiry }: NewDispute): Stripe.Dispute {
  const now = nowSeconds()
  const networkReason = reason === 'fraudulent' ? '10.4' : '13.1'
  return {
    id: makeId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: now,
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: {
      ...Object.fromEntries([...EVIDENCE_TEXTS, ...EVIDENCE_FILES].map((name) => [name, null])),
      enhanced_evidence: {},
    } as unknown as Stripe.Dispute.Evidence,
    evidence_details: {
      due_by: now + EVIDENCE_DAYS * DAY_SECONDS,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: isInquiry,
    livemode: false,
    metadata: {},
    network_reason_code: networkReason,
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand: charge.payment_method_details?.card?.brand ?? 'visa',
        case_type: isInquiry ? 'inquiry' : 'chargeback',
        network: charge.payment_method_details?.card?.network ?? 'visa',
        network_reason_code: networkReason,
      },
      type: 'card',
    },
    reason,
    status: isInquiry ? 'warning_needs_response' : 'needs_response',
  }
}

/** @throws StripeFailure 404 `resource_missing` */
export function findDispute(changes: Changes, id: string): Stripe.Dispute {
  const dispute = changes.get('dispute', id)
  if (!dispute) throw noSuch('dispute', id, 'id', 404)
  return dispute
}

/** Whether a dispute is a question of the bank's that took no money. */
export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith('warning_')
}

/** Whether nothing can be done about a dispute any more. */
export function isClosed(dispute: Stripe.Dispute): boolean {
  return ['won', 'lost', 'warning_closed'].includes(dispute.status)
}
