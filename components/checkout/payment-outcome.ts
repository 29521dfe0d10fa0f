import type { Payment } from '@/lib/payments/payment'

/**
 * How a payment went, for the payer: `unpaid` (nothing was tried), `processing` (tried, and not over), `declined`
 * (can be tried again), `succeeded` (whatever was refunded later), `over` (canceled or failed for good).
 */
export type PaymentOutcome = 'unpaid' | 'processing' | 'declined' | 'succeeded' | 'over'

/**
 * How a payment went.
 * @param redirectStatus what the checkout says of the attempt it comes from. It decides only between words for a
 *   payment that is still pending: an older attempt's failure is on the row while a new one is under way.
 */
export function paymentOutcome(
  payment: Pick<Payment, 'status' | 'paidAt' | 'failureCode'>,
  redirectStatus: string | undefined,
): PaymentOutcome {
  if (payment.paidAt !== null) return 'succeeded'
  if (payment.status !== 'pending') return 'over'
  if (redirectStatus === 'succeeded') return 'processing'
  if (redirectStatus !== undefined || payment.failureCode !== null) return 'declined'
  return 'unpaid'
}
