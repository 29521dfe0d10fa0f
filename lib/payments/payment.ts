import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type CancellationReason, type PaymentOrigin, type PaymentStatus, payments } from '@/db/schema'
import { AppError } from '../errors'

/** A payment as it is stored. */
export type PaymentRow = typeof payments.$inferSelect

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
  /** How its intent stood when Stripe was last asked, such as `processing`; null before that. */
  intentStatus: string | null
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
  /** Why what Stripe took is not credited; it waits for a person until `quarantineClosedAt`. */
  quarantineReason: string | null
  quarantineClosedAt: Date | null
  /** Minor units given back so far. */
  refundedAmountMinor: bigint
  createdAt: Date
  /** After this instant of the domain it is canceled. */
  expiresAt: Date
  paidAt: Date | null
  canceledAt: Date | null
  /** Why it was canceled; while it is pending, why it is about to be. */
  cancellationReason: CancellationReason | null
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
  intentStatus: payments.intentStatus,
  returnUrl: payments.returnUrl,
  metadata: payments.metadata,
  origin: payments.origin,
  stripeCustomerId: payments.stripeCustomerId,
  savesCard: payments.savesCard,
  failureCode: payments.failureCode,
  quarantineReason: payments.quarantineReason,
  quarantineClosedAt: payments.quarantineClosedAt,
  refundedAmountMinor: payments.refundedAmount,
  createdAt: payments.createdAt,
  expiresAt: payments.expiresAt,
  paidAt: payments.paidAt,
  canceledAt: payments.canceledAt,
  cancellationReason: payments.cancellationReason,
}

/** One payment, whoever's it is. The caller has checked that an operator asks. @throws AppError `not_found`. */
export async function readAnyPayment(db: Database, paymentId: string): Promise<Payment> {
  const [payment] = await db.select(paymentColumns).from(payments).where(eq(payments.id, paymentId))
  if (!payment) throw new AppError('not_found', 'There is no such payment.')
  return payment
}
/** Stripe took something else than was asked for, and nobody has decided yet. */
export const isQuarantined: SQL = sql`(${payments.quarantineReason} is not null and ${payments.quarantineClosedAt} is null)`

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
