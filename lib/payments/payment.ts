import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PaymentOrigin, type PaymentStatus, payments } from '@/db/schema'
import { AppError } from '../errors'

/** Money coming in, or meant to. */
export type Payment = {
  id: string
  userId: string
  walletId: bigint
  /** Minor units. */
  amountMinor: bigint
  currency: string
  description: string
  status: PaymentStatus
  stripePaymentIntentId: string | null
  returnUrl: string | null
  metadata: Record<string, string>
  /** Who asked for it: the user, or a rule of theirs. */
  origin: PaymentOrigin
  /** Whom Stripe is told that it is of, so that saved cards can pay it. */
  stripeCustomerId: string | null
  /** Whether the card that pays is saved. */
  savesCard: boolean
  /** Why the last attempt was declined, as Stripe names it. */
  failureCode: string | null
  /** Minor units given back so far. */
  refundedAmountMinor: bigint
  createdAt: Date
  paidAt: Date | null
}

/** The columns of a payment under the names that the domain uses. */
export const paymentColumns = {
  id: payments.id,
  userId: payments.userId,
  walletId: payments.walletId,
  amountMinor: payments.amount,
  currency: payments.currency,
  description: payments.description,
  status: payments.status,
  stripePaymentIntentId: payments.stripePaymentIntentId,
  returnUrl: payments.returnUrl,
  metadata: payments.metadata,
  origin: payments.origin,
  stripeCustomerId: payments.stripeCustomerId,
  savesCard: payments.savesCard,
  failureCode: payments.failureCode,
  refundedAmountMinor: payments.refundedAmount,
  createdAt: payments.createdAt,
  paidAt: payments.paidAt,
}

/**
 * One payment of a user, as we know it (Stripe is not asked).
 * @throws AppError `not_found`, for someone else's as for one that does not exist.
 */
export async function readPayment(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Payment> {
  const [payment] = await db
    .select(paymentColumns)
    .from(payments)
    .where(and(eq(payments.id, paymentId), eq(payments.userId, userId)))
  if (!payment) throw new AppError('not_found', 'There is no such payment.')
  return payment
}
