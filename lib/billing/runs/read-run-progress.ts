import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import type { ChargedTotal } from './billing-totals'

/** A run that has said nothing for this long stands still. */
const SILENT_MS = 60_000

/** How far a run came, by its ranges. */
export type RunProgress = {
  ranges: number
  rangesDone: number
  /** Ranges that are neither done nor given up. */
  rangesLeft: number
  /** Whole percent of the wallets' ids that it has gone through. */
  percent: number
  walletsBilled: number
  walletsSuspended: number
  charged: ChargedTotal[]
  /** Whether nobody has worked on it for a minute. */
  isSilent: boolean
  /** Why a range was given up. */
  error: string | null
}

type Row = {
  id: string
  ranges: number
  done: number
  left: number
  percent: number
  billed: number
  suspended: number
  charged: Record<string, string>
  silent: boolean
  error: string | null
}

/** The progress of runs, by their ids. @param runs a query of their ids. */
export async function readRunProgress(db: Database, runs: SQL): Promise<Map<bigint, RunProgress>> {
  const rows = await executePrepared<Row>(
    db,
    sql`
    select run.id, count(r.number)::int as ranges, count(*) filter (where r.done_id = r.up_to_id)::int as done,
           count(*) filter (where r.done_id < r.up_to_id and r.error is null)::int as left,
           coalesce(trunc(sum(r.done_id - r.after_id) * 100 / sum(r.up_to_id - r.after_id)), 0)::int as percent,
           coalesce(sum(r.wallets_billed), 0)::int as billed,
           coalesce(sum(r.wallets_suspended), 0)::int as suspended,
           (select coalesce(jsonb_object_agg(currency, minor), '{}')
              from (select key as currency, sum(value::numeric)::text as minor
                      from billing_ranges c, jsonb_each_text(c.charged) where c.run_id = run.id group by key) sums
           ) as charged,
           coalesce(greatest(run.heartbeat_at, max(r.heartbeat_at)), run.heartbeat_at)
             < clock_timestamp() - ${SILENT_MS} * interval '1 millisecond' as silent,
           min(r.error) filter (where r.done_id < r.up_to_id) as error
      from billing_runs run left join billing_ranges r on r.run_id = run.id
     where run.id in (${runs}) group by run.id`,
  )
  return new Map(rows.map((row) => [BigInt(row.id), toProgress(row)]))
}

function toProgress(row: Row): RunProgress {
  const charged = Object.entries(row.charged)
    .map(([currency, minor]) => ({ currency, amountMinor: BigInt(minor) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
  return {
    ranges: row.ranges,
    rangesDone: row.done,
    rangesLeft: row.left,
    percent: row.percent,
    walletsBilled: row.billed,
    walletsSuspended: row.suspended,
    charged: charged.filter(({ amountMinor }) => amountMinor > 0n),
    isSilent: row.silent,
    error: row.error,
  }
}
