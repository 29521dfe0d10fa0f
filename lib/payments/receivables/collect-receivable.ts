import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { receivables } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { findTransactionByKey } from '@/lib/ledger/log/transaction'
import { debitWhatIsThere } from '@/lib/ledger/posting/debit-wallet'
import { RETURN_REASONS } from '../return-reasons'
import { lockReceivable } from './lock-receivable'
import { dueOf } from './receivable'

/** An admin's act of taking from a balance what is owed. */
export type Collection = {
  receivableId: string
  adminId: string
  /** Names this one collection: the same form sent twice takes once. */
  idempotencyKey: string
}

/**
 * Takes what is owed from the balance, as far as it is available now; what is held back stays held. It is never taken by
 * itself: a top-up that vanished would be a riddle to its payer.
 * @returns the minor units taken, or 0 if nothing is available or owed.
 * @throws AppError `not_found`.
 */
export function collectReceivable(db: Database, collection: Collection): Promise<bigint> {
  return retryOnConflict(() => db.transaction((tx) => collect(tx, collection)))
}

async function collect(tx: Database, { receivableId, adminId, ...named }: Collection): Promise<bigint> {
  const receivable = await lockReceivable(tx, receivableId)
  const idempotencyKey = `receivable:${receivableId}:${named.idempotencyKey}`
  const before = await findTransactionByKey(tx, idempotencyKey)
  if (before) return -before.amountMinor
  const due = dueOf(receivable)
  if (due === 0n) return 0n

  const asOf = await appNow(tx)
  const actor = `admin:${adminId}`
  const taken = await debitWhatIsThere(tx, {
    walletId: receivable.walletId,
    type: receivable.disputeId === null ? 'refund' : 'dispute',
    amountMinor: due,
    reason: RETURN_REASONS.receivableCollected,
    asOf,
    actor,
    paymentId: receivable.paymentId,
    idempotencyKey,
  })
  if (taken === 0n) return 0n
  await tx
    .update(receivables)
    .set({ collected: receivable.collectedMinor + taken, closedAt: taken === due ? asOf : null })
    .where(eq(receivables.id, receivableId))
  await recordAudit(tx, {
    actor,
    action: 'receivable.collected',
    subject: `receivable:${receivableId}`,
    details: { currency: receivable.currency, amountMinor: taken.toString() },
  })
  return taken
}
