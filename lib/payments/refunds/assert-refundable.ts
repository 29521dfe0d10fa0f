import { AppError } from '../../errors'
import { formatMinor } from '../../money'
import type { Payment } from '../payment'

/**
 * What a refund of a payment may be at most, minor units: what was not given back yet. Nothing, not even a part, while a
 * bank has some of it: Stripe refuses that too.
 */
export function refundableOf(payment: Payment): bigint {
  if (payment.paidAt === null || payment.stripePaymentIntentId === null) return 0n
  return payment.status === 'disputed' ? 0n : payment.amountMinor - payment.refundedAmountMinor
}

/**
 * Whether so much of a payment can be given back. The payment is locked.
 * @throws AppError `not_refundable`, which says how much is (`refundable`, `currency`).
 */
export function assertRefundable(payment: Payment, amountMinor: bigint): void {
  const refundableMinor = refundableOf(payment)
  if (amountMinor > 0n && amountMinor <= refundableMinor) return
  const refundable = formatMinor(refundableMinor, payment.currency)
  throw new AppError('not_refundable', whyNot(payment, refundable), {
    field: 'value',
    extra: { refundable, currency: payment.currency },
  })
}

function whyNot(payment: Payment, refundable: string): string {
  if (payment.paidAt === null) return 'This payment was not paid.'
  if (payment.stripePaymentIntentId === null) return 'This payment was not made through Stripe.'
  if (payment.status === 'disputed') return "The payer's bank has taken this payment back."
  if (payment.refundedAmountMinor === payment.amountMinor)
    return 'All of this payment was given back already.'
  return `Only ${refundable} ${payment.currency} of this payment is left to give back.`
}
