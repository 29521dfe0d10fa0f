import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { receivables } from '@/db/schema'
import type { ReturnCause } from './open-receivable'
import { dueOf, receivableColumns } from './receivable'

/**
 * Ends what is owed because of money that has come back after all. The payment is locked.
 * @returns the minor units that were collected for it meanwhile: they are the user's again.
 */
export async function releaseReceivable(
  tx: Database,
  { asOf, ...cause }: ReturnCause & { asOf: Date },
): Promise<bigint> {
  const isCause =
    'refundId' in cause
      ? eq(receivables.refundId, cause.refundId)
      : eq(receivables.disputeId, cause.disputeId)
  const [receivable] = await tx.select(receivableColumns).from(receivables).where(isCause)
  if (!receivable) return 0n
  const due = dueOf(receivable)
  if (due > 0n) {
    await tx
      .update(receivables)
      .set({ released: receivable.releasedMinor + due, closedAt: asOf })
      .where(eq(receivables.id, receivable.id))
  }
  return receivable.collectedMinor
}
