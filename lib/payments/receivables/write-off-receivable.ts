import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { receivables } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { lockReceivable } from './lock-receivable'
import { dueOf } from './receivable'

/**
 * Gives up what is still owed; the balance is not touched. Done before, it changes nothing.
 * @throws AppError `not_found`.
 */
export async function writeOffReceivable(
  db: Database,
  { receivableId, adminId }: { receivableId: string; adminId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const receivable = await lockReceivable(tx, receivableId)
    const due = dueOf(receivable)
    if (due === 0n) return
    await tx
      .update(receivables)
      .set({ writtenOff: receivable.writtenOffMinor + due, closedAt: await appNow(tx) })
      .where(eq(receivables.id, receivableId))
    await recordAudit(tx, {
      actor: `admin:${adminId}`,
      action: 'receivable.written_off',
      subject: `receivable:${receivableId}`,
      details: { currency: receivable.currency, amountMinor: due.toString() },
    })
  })
}
