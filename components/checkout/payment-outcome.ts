import type { Payment } from '@/lib/payments/payment'

/**
 * How a payment went, for the payer: `unpaid` (nothing was tried), `processing` (tried, and not over), `declined`
 * (can be tried again), `succeeded` (whatever was refunded later), `review` (Stripe took something else than was asked
 * for, and a person decides), `canceling` (asked for, and not done yet), `canceled`, `expired`, `failed`.
 */
export type PaymentOutcome =
  | 'unpaid'
  | 'processing'
  | 'declined'
  | 'succeeded'
  | 'review'
  | 'canceling'
  | 'canceled'
  | 'expired'
  | 'failed'

/** What decides how a payment went. */
export type OutcomeFacts = Pick<
  Payment,
  | 'status'
  | 'paidAt'
  | 'failureCode'
  | 'intentStatus'
  | 'cancellationReason'
  | 'quarantineReason'
  | 'quarantineClosedAt'
>

/**
 * How a payment went.
 * @param redirectStatus what the checkout says of the attempt it comes from. It decides only between words for a
 *   payment that is still pending: an older attempt's failure is on the row while a new one is under way.
 */
export function paymentOutcome(payment: OutcomeFacts, redirectStatus: string | undefined): PaymentOutcome {
  const { status, cancellationReason } = payment
  if (payment.paidAt !== null) return 'succeeded'
  if (payment.quarantineReason !== null && payment.quarantineClosedAt === null) return 'review'
  if (status === 'canceled') return cancellationReason === 'expired' ? 'expired' : 'canceled'
  if (status !== 'pending') return 'failed'
  if (payment.intentStatus === 'processing') return 'processing'
  if (cancellationReason !== null) return 'canceling'
  if (redirectStatus === 'succeeded') return 'processing'
  if (redirectStatus !== undefined || payment.failureCode !== null) return 'declined'
  return 'unpaid'
}
