import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRuns } from '@/db/schema'
import { assert } from '../errors'
import { storedTotals } from './billing-totals'
import { type RunProgress, readRunProgress } from './read-run-progress'

/** How a run stands. */
export type RunStatus = (typeof billingRuns.$inferSelect)['status']

/**
 * Closes a run when nothing of it is left: finished if every range is done, failed if those that are not were given
 * up. Called by whoever comes to the end of a range; only the last finds something to do.
 */
export async function closeBillingRun(db: Database, runId: bigint): Promise<RunStatus> {
  const progress = (await readRunProgress(db, sql`${runId}`)).get(runId)
  assert(progress, 'a run that is worked on exists')
  if (progress.rangesDone === progress.ranges) {
    if (await close(db, { runId, progress, status: 'finished', error: null }))
      await closeLeftBehind(db, runId)
    return 'finished'
  }
  if (progress.rangesLeft > 0) return 'running'
  await close(db, { runId, progress, status: 'failed', error: progress.error })
  return 'failed'
}

type Closing = { runId: bigint; progress: RunProgress; status: 'finished' | 'failed'; error: string | null }

/** @returns whether it was this call that closed it. */
async function close(db: Database, { runId, progress, status, error }: Closing): Promise<boolean> {
  const isOpen = status === 'finished' ? ne(billingRuns.status, status) : eq(billingRuns.status, 'running')
  const closed = await db
    .update(billingRuns)
    .set({
      status,
      error,
      finishedAt: sql`clock_timestamp()`,
      walletsBilled: progress.walletsBilled,
      walletsSuspended: progress.walletsSuspended,
      totals: storedTotals(progress.charged),
    })
    .where(and(eq(billingRuns.id, runId), isOpen))
    .returning({ id: billingRuns.id })
  return closed.length > 0
}

/** Runs up to an earlier instant that were killed: this one has caught up what they left, so nobody takes them up. */
async function closeLeftBehind(db: Database, runId: bigint): Promise<void> {
  const left = await readRunProgress(
    db,
    sql`select id from billing_runs
         where status = 'running' and as_of < (select as_of from billing_runs where id = ${runId})`,
  )
  for (const [id, progress] of left) {
    if (!progress.isSilent) continue
    const error = `It stopped before it finished; run ${runId} caught up.`
    await close(db, { runId: id, progress, status: 'failed', error })
  }
}
