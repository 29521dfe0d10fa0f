import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ChargedTotal, chargedTotals } from './billing-totals'
import { readRunProgress } from './read-run-progress'

/** What the billing runs of a stretch of time did together. */
export type BillingSum = {
  /** Runs that billed up to an instant of the stretch. */
  runs: number
  /** Charged for usage; currencies of which nothing was charged are left out. */
  charged: ChargedTotal[]
}

/**
 * Adds up the billing runs whose `asOf` lies in (after, upTo]. It reads the runs' own totals, a row an hour, and the
 * ranges of those that have not ended: the log has no index on time, since that would make every billing dearer.
 */
export async function sumBillingRuns(
  db: Database,
  { after, upTo }: { after: Date; upTo: Date },
): Promise<BillingSum> {
  const isDue = sql`as_of > ${after.toISOString()}::timestamptz and as_of <= ${upTo.toISOString()}::timestamptz`
  const [[row], open] = await Promise.all([
    db.execute<{ runs: number; charged: Record<string, string> }>(sql`
      with due as (select totals, status from billing_runs where ${isDue}),
      charged as (
        select total.key as currency, sum(total.value::numeric)::text as amount
          from due, jsonb_each_text(due.totals) total where due.status <> 'running' group by total.key)
      select (select count(*)::int from due) as runs,
             (select coalesce(jsonb_object_agg(currency, amount), '{}'::jsonb) from charged) as charged`),
    readRunProgress(db, sql`select id from billing_runs where ${isDue} and status = 'running'`),
  ])
  const sums = new Map<string, bigint>()
  const parts = [chargedTotals(row?.charged ?? {}), ...[...open.values()].map(({ charged }) => charged)]
  for (const { currency, amountMinor } of parts.flat()) {
    sums.set(currency, (sums.get(currency) ?? 0n) + amountMinor)
  }
  const charged = [...sums].map(([currency, amountMinor]) => ({ currency, amountMinor }))
  return { runs: row?.runs ?? 0, charged: charged.sort((a, b) => (a.currency < b.currency ? -1 : 1)) }
}
