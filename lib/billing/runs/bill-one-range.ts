import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { billRange } from './bill-range'
import { claimRange } from './billing-range'
import { closeBillingRun, type RunStatus } from './close-billing-run'
import type { OpenRun } from './open-billing-run'

/** What came of the request to bill a range. */
export type RangeOutcome = {
  /** `billed` now; `left` because it is done, in other hands, or its run is over. */
  range: 'billed' | 'left'
  run: RunStatus | 'unknown'
}

/**
 * Bills one range of a run, for callers that hand ranges out: safe to ask for twice, late, or out of order, because
 * only what can be claimed is billed. Whoever finishes the last range closes the run. One that was given up is tried
 * again.
 * @throws what the range could not be billed for.
 */
export async function billOneRange(
  db: Database,
  { runId, number }: { runId: bigint; number: number },
): Promise<RangeOutcome> {
  const run = await findWorkableRun(db, runId)
  if (!run) return { range: 'left', run: 'unknown' }
  if (!run.isOpen) return { range: 'left', run: run.status }
  const range = await retryOnConflict(() => claimRange(db, { runId, number, holder: randomUUID() }))
  if (!range) return { range: 'left', run: await closeBillingRun(db, runId) }
  await reopen(db, runId)
  try {
    await billRange(db, run, range)
  } finally {
    run.status = await closeBillingRun(db, runId)
  }
  return { range: 'billed', run: run.status }
}

/** A run that failed is open as long as no later one has caught up what it left. */
async function findWorkableRun(
  db: Database,
  runId: bigint,
): Promise<(OpenRun & { status: RunStatus; isOpen: boolean }) | undefined> {
  const [row] = await db.execute<{
    as_of: string
    forgiven_from: string | null
    status: RunStatus
    caught_up: boolean
  }>(sql`
    select as_of, forgiven_from, status,
           exists (select from billing_runs d where d.status = 'finished' and d.as_of >= r.as_of) as caught_up
      from billing_runs r where id = ${runId}`)
  if (!row) return undefined
  return {
    id: runId,
    asOf: new Date(row.as_of),
    forgivenFrom: row.forgiven_from === null ? null : new Date(row.forgiven_from),
    status: row.status,
    isOpen: row.status === 'running' || (row.status === 'failed' && !row.caught_up),
  }
}

async function reopen(db: Database, runId: bigint): Promise<void> {
  await db.execute(sql`
    update billing_runs set status = 'running', finished_at = null, error = null, resumed_at = clock_timestamp()
     where id = ${runId} and status = 'failed'`)
}
