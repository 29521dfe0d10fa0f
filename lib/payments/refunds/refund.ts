import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type RefundStatus, refunds } from '@/db/schema'
import { AppError } from '../../errors'

/** Money of a payment that goes back, or was meant to. Amounts are minor units. */
export type Refund = {
  id: string
  paymentId: string
  walletId: bigint
  amountMinor: bigint
  /** Of it, what was taken from the wallet. */
  takenMinor: bigint
  status: RefundStatus
  /** Asked for here, or made in Stripe's dashboard. */
  origin: 'ours' | 'stripe'
  reason: string
  failureCode: string | null
  stripeRefundId: string | null
  /** Stripe's own word, such as `requires_action`; null until it was heard. */
  stripeStatus: string | null
  actor: string
  createdAt: Date
  endedAt: Date | null
}

/** The columns of a refund under the names that the domain uses. */
export const refundColumns = {
  id: refunds.id,
  paymentId: refunds.paymentId,
  walletId: refunds.walletId,
  amountMinor: refunds.amount,
  takenMinor: refunds.taken,
  status: refunds.status,
  origin: refunds.origin,
  reason: refunds.reason,
  failureCode: refunds.failureCode,
  stripeRefundId: refunds.stripeRefundId,
  stripeStatus: refunds.stripeStatus,
  actor: refunds.actor,
  createdAt: refunds.createdAt,
  endedAt: refunds.endedAt,
}

/** One refund. @throws AppError `not_found`. */
export async function readRefund(db: Database, refundId: string): Promise<Refund> {
  const [refund] = await db.select(refundColumns).from(refunds).where(eq(refunds.id, refundId))
  if (!refund) throw new AppError('not_found', 'There is no such refund.')
  return refund
}
