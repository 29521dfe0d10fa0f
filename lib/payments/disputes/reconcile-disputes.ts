import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { disputes } from '@/db/schema'
import { log } from '../../log'
import { syncDispute } from './sync-dispute'

const BATCH = 100

/** Those that Stripe may still say something new of, as the index `disputes_to_check` has it. */
const isOpen = sql`(${disputes.status} not in ('won', 'lost', 'warning_closed', 'prevented')
  or (${disputes.status} = 'won' and ${disputes.withdrawnAt} is not null and ${disputes.reinstatedAt} is null))`

/**
 * Asks Stripe about disputes that are not over, whose events may have been lost: after an hour, then ever more rarely, at
 * least every six hours.
 * @returns how many it looked at.
 */
export async function reconcileDisputes(db: Database): Promise<number> {
  const due = await db
    .select({ id: disputes.id, stripeDisputeId: disputes.stripeDisputeId })
    .from(disputes)
    .where(and(isOpen, lte(disputes.nextCheckAt, sql`clock_timestamp()`)))
    .orderBy(asc(disputes.nextCheckAt))
    .limit(BATCH)
  for (const { id, stripeDisputeId } of due) {
    await setNextCheck(db, id)
    try {
      await syncDispute(db, stripeDisputeId)
    } catch (error) {
      log.warn({ stripeDisputeId, error }, 'Stripe could not be asked about a dispute')
    }
  }
  return due.length
}

async function setNextCheck(db: Database, disputeId: string): Promise<void> {
  await db
    .update(disputes)
    .set({
      checks: sql`${disputes.checks} + 1`,
      nextCheckAt: sql`clock_timestamp() + least(6, 1 + ${disputes.checks}) * interval '1 hour'`,
    })
    .where(eq(disputes.id, disputeId))
}
