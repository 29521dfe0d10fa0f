import { receivables } from '@/db/schema'

/** What a user owes because it could not be taken from their wallet. All amounts are minor units. */
export type Receivable = {
  id: string
  userId: string
  walletId: bigint
  paymentId: string
  currency: string
  /** Which of the two it comes from; the other is null. */
  refundId: string | null
  disputeId: string | null
  amountMinor: bigint
  collectedMinor: bigint
  writtenOffMinor: bigint
  /** Owed no longer, because the money came back. */
  releasedMinor: bigint
  createdAt: Date
  closedAt: Date | null
}

/** The columns of a receivable under the names that the domain uses. */
export const receivableColumns = {
  id: receivables.id,
  userId: receivables.userId,
  walletId: receivables.walletId,
  paymentId: receivables.paymentId,
  currency: receivables.currency,
  refundId: receivables.refundId,
  disputeId: receivables.disputeId,
  amountMinor: receivables.amount,
  collectedMinor: receivables.collected,
  writtenOffMinor: receivables.writtenOff,
  releasedMinor: receivables.released,
  createdAt: receivables.createdAt,
  closedAt: receivables.closedAt,
}

/** What is still owed, minor units. */
export function dueOf(receivable: Receivable): bigint {
  const { amountMinor, collectedMinor, writtenOffMinor, releasedMinor } = receivable
  return amountMinor - collectedMinor - writtenOffMinor - releasedMinor
}
