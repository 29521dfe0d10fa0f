import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { disputes } from '@/db/schema'
import { debitWhatIsThere } from '@/lib/ledger/posting/debit-wallet'
import { flagUser } from '@/lib/users/flag-user'
import type { Payment } from '../payment'
import { openReceivable } from '../receivables/open-receivable'
import { RETURN_REASONS } from '../return-reasons'
import type { Dispute } from './dispute'
import { recordDisputed } from './record-dispute-event'

/**
 * A bank has taken the money of a payment: the wallet gives what is there at this instant, the rest is owed, and the user
 * is flagged. The payment is locked.
 * @returns the minor units taken.
 */
export async function withdrawDispute(
  tx: Database,
  payment: Payment,
  { id: disputeId, amountMinor }: Pick<Dispute, 'id' | 'amountMinor'>,
  asOf: Date,
): Promise<bigint> {
  const taken = await debitWhatIsThere(tx, {
    walletId: payment.walletId,
    type: 'dispute',
    amountMinor,
    reason: RETURN_REASONS.disputed,
    asOf,
    actor: 'stripe',
    paymentId: payment.id,
    idempotencyKey: `dispute:${disputeId}`,
  })
  await tx
    .update(disputes)
    .set({ amount: amountMinor, taken, withdrawnAt: asOf })
    .where(eq(disputes.id, disputeId))
  await openReceivable(tx, payment, { disputeId, amountMinor: amountMinor - taken, asOf })
  await flagUser(tx, { userId: payment.userId, asOf, because: `payment:${payment.id}` })
  await recordDisputed(tx, disputeId, asOf)
  return taken
}
