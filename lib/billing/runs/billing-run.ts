import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRuns } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { HOUR_MS } from '@/lib/time'
import { type ChargedTotal, chargedTotals } from './billing-totals'
import { type RunProgress, readRunProgress } from './read-run-progress'

/** One pass of the billing, as admins see it. */
export type BillingRun = {
  id: bigint
  /** Up to when it billed, by the domain's clock. */
  asOf: Date
  /** Full hours since the finished run before it; 1 in good order, null for the very first. */
  hours: number | null
  /** By the wall clock. */
  startedAt: Date
  /** Wall-clock milliseconds it took, breaks included; null while it runs, or if it was killed. */
  durationMs: number | null
  /** `stopped` says it is running, but nobody has worked on it for a minute: it was killed, and will be gone on with. */
  status: 'running' | 'stopped' | 'finished' | 'failed'
  /** How far it came, while it runs or has stopped. */
  progress: Pick<RunProgress, 'ranges' | 'rangesDone' | 'percent'> | null
  walletsBilled: number
  walletsSuspended: number
  charged: ChargedTotal[]
  error: string | null
  /** Whether it was killed or failed on the way, and gone on with. */
  isResumed: boolean
  /** Usage from here on was given back; null where all was charged. */
  forgivenFrom: Date | null
}

/** One run by its id. @throws AppError `not_found`. */
export async function readBillingRun(db: Database, { runId }: { runId: bigint }): Promise<BillingRun> {
  const rows = await db.select().from(billingRuns).where(eq(billingRuns.id, runId))
  const [run] = await presentRuns(db, rows)
  if (!run) throw new AppError('not_found', 'There is no such billing run.')
  return run
}

/** Runs as admins see them: one that has not ended with what its ranges have come to so far. */
export async function presentRuns(
  db: Database,
  rows: readonly (typeof billingRuns.$inferSelect)[],
): Promise<BillingRun[]> {
  const open = rows.filter(({ status }) => status === 'running').map(({ id }) => `${id}`)
  const progressOf =
    open.length === 0
      ? new Map<bigint, RunProgress>()
      : await readRunProgress(
          db,
          sql`select jsonb_array_elements_text(${JSON.stringify(open)}::jsonb)::bigint`,
        )
  return rows.map((row) => toBillingRun(row, progressOf.get(row.id)))
}

function toBillingRun(row: typeof billingRuns.$inferSelect, progress: RunProgress | undefined): BillingRun {
  const { id, asOf, since, startedAt, finishedAt, error, forgivenFrom } = row
  const now = progress ?? { ...row, charged: chargedTotals(row.totals) }
  return {
    id,
    asOf,
    hours: since && Math.floor((asOf.getTime() - since.getTime()) / HOUR_MS),
    startedAt,
    durationMs: finishedAt ? finishedAt.getTime() - startedAt.getTime() : null,
    status: progress?.isSilent ? 'stopped' : row.status,
    progress: progress ?? null,
    walletsBilled: now.walletsBilled,
    walletsSuspended: now.walletsSuspended,
    charged: now.charged,
    error,
    isResumed: row.resumedAt !== null,
    forgivenFrom,
  }
}
