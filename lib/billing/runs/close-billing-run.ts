import { and, eq, ne, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRuns } from '@/db/schema'
import { assert } from '@/lib/errors'
import { storedTotals } from './billing-totals'
import { type RunProgress, readRunProgress } from './read-run-progress'

/** How a run stands. */
export type RunStatus = (typeof billingRuns.$inferSelect)['status']

/**
 * Closes a run when nothing of it is left: finished if every range is done, failed if those that are not were given
 * up. Called by whoever comes to the end of a range; only the last finds something to do.
 */
export async function closeBillingRun(db: Database, runId: bigint): Promise<RunStatus> {
  const all = await readRunProgress(db, withRunsBefore(runId))
  const progress = all.get(runId)
  assert(progress, 'a run that is worked on exists')
  if (progress.rangesDone === progress.ranges) {
    all.delete(runId)
    if (await close(db, { runId, progress, status: 'finished', error: null }))
      await closeLeftBehind(db, all, runId)
    return 'finished'
  }
  if (progress.rangesLeft > 0) return 'running'
  await close(db, { runId, progress, status: 'failed', error: progress.error })
  return 'failed'
}

/** A run, and those up to an earlier instant that have not ended. */
const withRunsBefore = (runId: bigint) => sql`
  select ${runId}::bigint
   union all
  select id from billing_runs
   where status = 'running' and as_of < (select as_of from billing_runs where id = ${runId})`

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

/** Runs up to an earlier instant that were killed: another has caught up what they left, so nobody takes them up. */
async function closeLeftBehind(
  db: Database,
  left: ReadonlyMap<bigint, RunProgress>,
  caughtUpBy: bigint,
): Promise<void> {
  for (const [runId, progress] of left) {
    if (!progress.isSilent) continue
    const error = `It stopped before it finished; run ${caughtUpBy} caught up.`
    await close(db, { runId, progress, status: 'failed', error })
  }
}
