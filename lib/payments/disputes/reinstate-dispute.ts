import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { disputes } from '@/db/schema'
import { restoreMoney } from '@/lib/ledger/posting/restore-money'
import { releaseReceivable } from '../receivables/release-receivable'
import { RETURN_REASONS } from '../return-reasons'
import type { Dispute } from './dispute'

/**
 * A bank has given the money back: so does the wallet get exactly what was taken for it, at once and since, and nothing is
 * owed for it any longer. The payment is locked.
 */
export async function reinstateDispute(
  tx: Database,
  dispute: Pick<Dispute, 'id' | 'paymentId' | 'walletId' | 'takenMinor'>,
  asOf: Date,
): Promise<void> {
  const { id: disputeId, paymentId, walletId, takenMinor } = dispute
  await tx.update(disputes).set({ reinstatedAt: asOf }).where(eq(disputes.id, disputeId))
  const collectedMinor = await releaseReceivable(tx, { disputeId, asOf })
  const amountMinor = takenMinor + collectedMinor
  if (amountMinor === 0n) return
  await restoreMoney(tx, {
    walletId,
    type: 'dispute_reversal',
    amountMinor,
    reason: RETURN_REASONS.disputeWon,
    asOf,
    actor: 'stripe',
    paymentId,
    idempotencyKey: `dispute:${disputeId}:reversal`,
  })
}
