import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { HOUR_MS } from '@/lib/time'
import { isFree } from './billing-range'
import { closeBillingRun } from './close-billing-run'
import { type OpenRun, openBillingRun } from './open-billing-run'
import type { OutagePolicy } from './outage'
import { type BillingOptions, type BillingSummary, finishRun } from './run-billing'

/**
 * Bills up to the last full hour, unless a finished run already did. Called on the hour and every few minutes
 * besides: a tick that was lost is caught up, one that comes twice finds nothing to do, and one that finds the run
 * under way, or left by a process that was killed, goes on with it. However many hours were missed, one run bills
 * them. Billing at the full hour rather than at the tick's own instant gives users one tidy row an hour; it changes
 * no sum.
 */
export async function billDueHour(
  db: Database,
  options: BillingOptions = {},
): Promise<BillingSummary | null> {
  const run = await openDueRun(db, options)
  return run && finishRun(db, run, options)
}

/** What is to be done of the due hour, for whoever does not do it here. */
export type BillingPlan = {
  runId: string
  /** The numbers of the ranges that are in nobody's hands. */
  ranges: string[]
}

/** Begins or takes up the run of the last full hour, and leaves its ranges to others. Null if it has finished. */
export async function planDueHour(db: Database, policy: OutagePolicy = {}): Promise<BillingPlan | null> {
  const run = await openDueRun(db, policy)
  if (!run) return null
  const ranges = await db.execute<{ number: number }>(
    sql`select number from billing_ranges r where run_id = ${run.id} and ${isFree} order by number`,
  )
  // One without wallets, or whose last worker was killed before it could say so, has only to be closed.
  if (ranges.length === 0) await closeBillingRun(db, run.id)
  return { runId: run.id.toString(), ranges: ranges.map(({ number }) => number.toString()) }
}

async function openDueRun(db: Database, { forgiveAfterHours }: OutagePolicy): Promise<OpenRun | null> {
  const now = await appNow(db)
  const asOf = new Date(now.getTime() - (now.getTime() % HOUR_MS))
  // A run up to an instant still to come says nothing of what began since.
  return openBillingRun(db, { asOf, dueBy: now, forgiveAfterHours })
}
