import { setMaxListeners } from 'node:events'
import { eq, sql } from 'drizzle-orm'
import { PgTransaction } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { prepareOnce } from '@/db/prepare-once'
import { billingRuns } from '@/db/schema'
import { AppError, assert } from '@/lib/errors'
import { type OpenRun, openBillingRun } from './open-billing-run'
import type { OutagePolicy } from './outage'
import { workOnRun } from './work-on-run'

/** How a run is worked on. */
export type BillingOptions = OutagePolicy & {
  /** How many workers, each on a connection of its own, share the ranges. In a transaction there can be but one. */
  workers?: number
}

/** What a billing run did, as it is printed and stored: the whole of it, whoever else worked on it. */
export type BillingSummary = {
  runId: string
  /** ISO instant. */
  asOf: string
  walletsBilled: number
  walletsSuspended: number
  /** Charged by currency, in major units. */
  totals: Record<string, string>
}

/**
 * Settles every wallet with a running subscription up to an instant, in batches that each commit on their own. What
 * is charged follows from each wallet's own last settlement, so a run that is killed, doubled, late or never comes
 * changes no sum. A run up to this instant that has not finished is gone on with; one that is under way is joined.
 * @throws AppError `invalid_request` for an instant in the future, unless that is allowed. Any other error, after
 *   what could be billed was billed; the run then says `failed`, and going on with it tries the rest again.
 */
export async function runBilling(db: Database, order: BillingOrder): Promise<BillingSummary> {
  const { finished } = await beginBilling(db, order)
  return finished
}

/** Which run is asked for, and how it is worked on. */
export type BillingOrder = BillingOptions & { asOf: Date; allowFuture?: boolean }

/**
 * The same for whoever does not wait for its end.
 * @returns the run's id, and `finished`, whose failure the caller has to see to; the run keeps it too.
 * @throws AppError `invalid_request` for an instant in the future, unless that is allowed.
 */
export async function beginBilling(
  db: Database,
  { asOf, allowFuture = false, ...options }: BillingOrder,
): Promise<{ runId: bigint; finished: Promise<BillingSummary> }> {
  if (!allowFuture && asOf > (await appNow(db))) {
    throw new AppError('invalid_request', 'Time that has not passed cannot be billed.', { field: 'as_of' })
  }
  const run = await openBillingRun(db, { asOf, ...options })
  assert(run, 'without a due hour there always is a run to work on')
  return { runId: run.id, finished: finishRun(db, run, options) }
}

/** Works on an open run until it is closed. @throws what kept it from finishing. */
export async function finishRun(
  db: Database,
  run: OpenRun,
  { workers = 1 }: BillingOptions,
): Promise<BillingSummary> {
  assert(workers === 1 || !(db instanceof PgTransaction), 'a transaction has one connection, for one worker')
  const closed = new AbortController()
  setMaxListeners(workers, closed.signal)
  const work = async () => {
    const end = await workOnRun(db, run, { closed: closed.signal })
    closed.abort()
    return end
  }
  const ends = await Promise.allSettled(Array.from({ length: workers }, work))
  const failures = ends.map((end) => (end.status === 'rejected' ? end.reason : end.value.failure))
  const summary = await readSummary(db, run)
  if (summary.status === 'finished') return summary.what
  throw (
    failures.find((failure) => failure !== undefined) ?? new Error(summary.error ?? 'The run did not finish.')
  )
}

const runById = prepareOnce((db) =>
  db
    .select()
    .from(billingRuns)
    .where(eq(billingRuns.id, sql.placeholder('id')))
    .prepare('billing_run_by_id'),
)

async function readSummary(db: Database, { id }: OpenRun) {
  const [run] = await runById(db).execute({ id })
  assert(run, 'a run that was opened exists')
  const { status, error, asOf, walletsBilled, walletsSuspended, totals } = run
  const what: BillingSummary = {
    runId: id.toString(),
    asOf: asOf.toISOString(),
    walletsBilled,
    walletsSuspended,
    totals,
  }
  return { status, error, what }
}
