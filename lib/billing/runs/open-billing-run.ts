import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import { assert } from '@/lib/errors'
import { RANGE_WALLETS } from './billing-range'
import { findGap, type Gap, type OutagePolicy } from './outage'

/** Any number shared by all who open runs: they do so one after the other, so that an instant has one run at a time. */
const OPENING_LOCK = 7_201_344

/** A run that is to be worked on. */
export type OpenRun = {
  id: bigint
  asOf: Date
  /** Fixed when the run began, so that whoever goes on with it gives back the same. */
  forgivenFrom: Date | null
}

/**
 * Finds the run up to an instant that has not finished and takes it up again, or begins one: its row, and the wallets
 * there are cut into ranges. What is created later has nothing to pay before the run's instant.
 * @param order `dueBy`: a run up to any instant from `asOf` until then will do.
 * @returns null if such a run has finished already; without `dueBy` never.
 */
export async function openBillingRun(
  db: Database,
  { asOf, dueBy, ...policy }: OutagePolicy & { asOf: Date; dueBy?: Date },
): Promise<OpenRun | null> {
  return db.transaction(async (tx) => {
    await executePrepared(tx, sql`select pg_advisory_xact_lock(${OPENING_LOCK})`)
    const found = await findRun(tx, { from: asOf, to: dueBy ?? asOf })
    if (found?.isFinished && dueBy) return null
    if (found && !found.isFinished) {
      await takeUp(tx, found.id)
      return found
    }
    const gap = await findGap(tx, { asOf, ...policy })
    return { id: await begin(tx, { asOf, ...gap }), asOf, forgivenFrom: gap.forgivenFrom }
  })
}

/** The run up to an instant of a stretch: one that has finished comes before those that have not. */
async function findRun(
  tx: Database,
  { from, to }: { from: Date; to: Date },
): Promise<(OpenRun & { isFinished: boolean }) | undefined> {
  const isExact = from.getTime() === to.getTime()
  const [row] = await executePrepared<{
    id: string
    as_of: string
    forgiven_from: string | null
    done: boolean
  }>(
    tx,
    sql`
    select id, as_of, forgiven_from, status = 'finished' as done from billing_runs
     where as_of between ${from.toISOString()}::timestamptz and ${to.toISOString()}::timestamptz
     order by ${isExact ? sql`id desc` : sql`(status = 'finished') desc, as_of desc, id desc`} limit 1`,
  )
  if (!row) return undefined
  return {
    id: BigInt(row.id),
    asOf: new Date(row.as_of),
    forgivenFrom: row.forgiven_from === null ? null : new Date(row.forgiven_from),
    isFinished: row.done,
  }
}

/** Ranges before their run, in the order in which those who claim them lock, so that neither waits for the other. */
async function takeUp(tx: Database, runId: bigint): Promise<void> {
  await executePrepared(
    tx,
    sql`update billing_ranges set error = null where run_id = ${runId} and done_id < up_to_id and error is not null`,
  )
  await executePrepared(
    tx,
    sql`
    update billing_runs r
       set status = 'running', finished_at = null, error = null, heartbeat_at = clock_timestamp(),
           resumed_at = case when status = 'failed' then clock_timestamp() else resumed_at end
     where id = ${runId} and status <> 'finished'`,
  )
  // One that was begun before runs had ranges has none.
  await executePrepared(
    tx,
    sql`${cutRanges(sql`${runId}::bigint`)} where not exists (select from billing_ranges where run_id = ${runId})`,
  )
}

/** The row of a run and its ranges. @returns its id. */
async function begin(tx: Database, { asOf, since, forgivenFrom }: Gap & { asOf: Date }): Promise<bigint> {
  const [run] = await executePrepared<{ id: string }>(
    tx,
    sql`
    with run as (
      insert into billing_runs (as_of, since, forgiven_from)
      values (${asOf.toISOString()}, ${since?.toISOString() ?? null}, ${forgivenFrom?.toISOString() ?? null})
      returning id),
    cut as (${cutRanges(sql`(select id from run)`)})
    select id from run`,
  )
  assert(run, 'an inserted run has an id')
  return BigInt(run.id)
}

/** A range spans so many times more numbers than it would if each were a wallet's, at most. */
const MAX_STRETCH = 10

/**
 * Cuts the wallets into the ranges of a run by their ids: into steps of equal length, longer by as much as the
 * database believes that numbers are missing between. To count the ids off would read the index of every wallet; where they
 * lie unevenly, a range has more of them or less, and its batches are counted off.
 */
const cutRanges = (runId: SQL) => sql`
  insert into billing_ranges (run_id, number, after_id, up_to_id, done_id)
  select ${runId}, number, number * step, least(last_id, (number + 1) * step), number * step
    from (select last_id, (${RANGE_WALLETS} * least(${MAX_STRETCH}, greatest(1, last_id / nullif(believed, 0))))::bigint as step
            from (select max(id) as last_id from wallets) w,
                 (select reltuples as believed from pg_class where oid = 'wallets'::regclass) c) cut
   cross join lateral generate_series(0, (last_id - 1) / step) number`
