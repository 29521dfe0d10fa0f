import { asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { disputes } from '@/db/schema'

/** A bank that asks for the money of a payment back, as Stripe last told of it. Amounts are minor units. */
export type Dispute = {
  id: string
  paymentId: string
  walletId: bigint
  stripeDisputeId: string
  amountMinor: bigint
  /** Of it, what was taken from the wallet. */
  takenMinor: bigint
  /** Stripe's own word. */
  status: string
  reason: string
  evidenceDueAt: Date | null
  createdAt: Date
  /** When the bank took the money, and when it gave it back. */
  withdrawnAt: Date | null
  reinstatedAt: Date | null
}

/** The columns of a dispute under the names that the domain uses. */
export const disputeColumns = {
  id: disputes.id,
  paymentId: disputes.paymentId,
  walletId: disputes.walletId,
  stripeDisputeId: disputes.stripeDisputeId,
  amountMinor: disputes.amount,
  takenMinor: disputes.taken,
  status: disputes.status,
  reason: disputes.reason,
  evidenceDueAt: disputes.evidenceDueAt,
  createdAt: disputes.createdAt,
  withdrawnAt: disputes.withdrawnAt,
  reinstatedAt: disputes.reinstatedAt,
}

/** The disputes of a payment, oldest first. The caller has checked who asks. */
export function listDisputes(db: Database, paymentId: string): Promise<Dispute[]> {
  return db
    .select(disputeColumns)
    .from(disputes)
    .where(eq(disputes.paymentId, paymentId))
    .orderBy(asc(disputes.createdAt), asc(disputes.id))
}
