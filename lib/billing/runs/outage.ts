import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import { HOUR_MS } from '@/lib/time'

/** What the operator has decided about outages of billing. */
export type OutagePolicy = {
  /** Hours without a run that bills which are charged as ever; what comes after is given back. Unset: all is charged. */
  forgiveAfterHours?: number | undefined
}

/** What a run up to an instant has to catch up. */
export type Gap = {
  /** Up to when the finished run before it had billed; null for the very first. */
  since: Date | null
  /** Usage from here on is to be given back; null where all is charged. */
  forgivenFrom: Date | null
}

/**
 * Whether a run shows that billing was well: it has finished, or has billed some ranges though it could not bill others. One
 * that was to give an outage back and could not do it everywhere has not ended it.
 */
const showsBilling = sql`(
  status = 'finished' or status = 'failed' and forgiven_from is null
    and exists (select from billing_ranges g where g.run_id = billing_runs.id and g.done_id = g.up_to_id))`

/**
 * Looks at the time since the last run that billed. Before the first run nothing can have failed. A test clock makes steps of
 * days while billing is well, and they are charged: there it is an outage only if the wall clock agrees.
 */
export async function findGap(
  db: Database,
  { asOf, forgiveAfterHours }: OutagePolicy & { asOf: Date },
): Promise<Gap> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const [last] = await executePrepared<{ as_of: string; wall_ms: number | null; is_newest: boolean }>(
    db,
    sql`
    select as_of, case when exists (select from sandbox_clock)
                       then (extract(epoch from clock_timestamp() - started_at) * 1000)::float8 end as wall_ms,
           not exists (select from billing_runs
                        where status = 'finished' and as_of > ${at} and as_of <= app_now()) as is_newest
      from billing_runs where as_of <= ${at} and ${showsBilling} order by as_of desc, id desc limit 1`,
  )
  if (!last) return { since: null, forgivenFrom: null }
  const since = new Date(last.as_of)
  const chargedMs = (forgiveAfterHours ?? Number.POSITIVE_INFINITY) * HOUR_MS
  const gapMs = Math.min(asOf.getTime() - since.getTime(), last.wall_ms ?? Number.POSITIVE_INFINITY)
  const isForgiven = last.is_newest && gapMs > chargedMs
  return { since, forgivenFrom: isForgiven ? new Date(since.getTime() + chargedMs) : null }
}

/**
 * Whether a run that gives an outage back is still to come or to end. Until it has, whatever else settles wallets by
 * itself has to leave them to it: it would charge what is to be given back, and suspend whom that would have ruined.
 */
export async function awaitsForgiveness(
  db: Database,
  { asOf, forgiveAfterHours }: OutagePolicy & { asOf: Date },
): Promise<boolean> {
  const [begun] = await executePrepared(
    db,
    sql`
    select from billing_runs r where forgiven_from is not null and status <> 'finished' and as_of <= ${asOf.toISOString()}::timestamptz
       and not exists (select from billing_runs d where d.status = 'finished' and d.as_of >= r.as_of) limit 1`,
  )
  if (begun) return true
  if (forgiveAfterHours === undefined) return false
  return (await findGap(db, { asOf, forgiveAfterHours })).forgivenFrom !== null
}
