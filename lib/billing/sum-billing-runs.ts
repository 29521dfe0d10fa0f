import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type ChargedTotal, chargedTotals } from './billing-totals'

/** What the billing runs of a stretch of time did together. */
export type BillingSum = {
  /** Runs that billed up to an instant of the stretch. */
  runs: number
  /** Charged for usage; currencies of which nothing was charged are left out. */
  charged: ChargedTotal[]
}

/**
 * Adds up the billing runs whose `asOf` lies in (after, upTo]. It reads the runs' own totals, a row an hour: the log
 * has no index on time, since that would make every billing dearer.
 */
export async function sumBillingRuns(
  db: Database,
  { after, upTo }: { after: Date; upTo: Date },
): Promise<BillingSum> {
  const [row] = await db.execute<{ runs: number; charged: Record<string, string> }>(sql`
    with due as (
      select id, totals from billing_runs
       where as_of > ${after.toISOString()}::timestamptz and as_of <= ${upTo.toISOString()}::timestamptz),
    charged as (
      select total.key as currency, sum(total.value::numeric)::text as amount
        from due, jsonb_each_text(due.totals) total group by total.key)
    select (select count(*)::int from due) as runs,
           (select coalesce(jsonb_object_agg(currency, amount), '{}'::jsonb) from charged) as charged`)
  return { runs: row?.runs ?? 0, charged: chargedTotals(row?.charged ?? {}) }
}
