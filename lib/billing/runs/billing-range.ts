import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import { assert } from '@/lib/errors'
import type { SettlementSummary } from '@/lib/ledger/settlement/settlement-summary'

/** Wallets of a range: what one worker takes at a time, and what an event of Inngest stands for. */
export const RANGE_WALLETS = 25_000

/**
 * Wallets settled by one statement. With 1 000 a million take an eighth longer than with 2 000, and charges that come
 * meanwhile wait a fifth less, for their wallets or for the log to reach the disk; this lies between.
 */
export const BATCH_WALLETS = 1_500

/**
 * A holder is overtaken when it has said nothing for this long. While it bills a batch its range is locked and nobody
 * can claim it, however long that takes: only what lies between two batches counts.
 */
const SILENT_MS = 10_000

/** A part of a run's wallets, in the hands of one worker. */
export type BillingRange = {
  runId: bigint
  number: number
  holder: string
  /** Wallets up to this id are settled … */
  doneId: bigint
  /** … up to this one the next batch reaches … */
  nextId: bigint
  /** … and with this one the range ends. */
  upToId: bigint
}

type Row = { number: number; done_id: string; next_id: string; up_to_id: string }

/**
 * The id at which the batch after `doneId` ends, for a query of `billing_ranges r`. Where at least every second number of the
 * range is a wallet's, steps of equal length do, and hold twice a batch at most; otherwise they are counted off.
 */
export const endOfBatch = sql.raw(`
  case when r.up_to_id - r.after_id <= ${2 * RANGE_WALLETS}
       then least(r.up_to_id, r.done_id + greatest(${BATCH_WALLETS},
                                                   (r.up_to_id - r.after_id) * ${BATCH_WALLETS} / ${RANGE_WALLETS}))
       else coalesce((select max(id) from (
              select id from wallets where id > r.done_id and id <= r.up_to_id order by id limit ${BATCH_WALLETS}) batch),
            r.up_to_id) end`)

/**
 * What a range of `billing_ranges r` has charged when more comes to it, as it is stored.
 * @param more a query of `currency` and `charged`, minor units.
 */
export const chargedWith = (more: SQL) => sql`
  (select coalesce(jsonb_object_agg(currency, minor), '{}')
     from (select currency, sum(charged)::text as minor
             from (select key as currency, value::numeric as charged from jsonb_each_text(r.charged)
                   union all ${more}) parts
            group by currency) whole)`

/** Ranges of `billing_ranges r` that are not done and in nobody's hands. */
export const isFree = sql`
  r.done_id < r.up_to_id
  and (r.holder is null or r.heartbeat_at < clock_timestamp() - ${SILENT_MS} * interval '1 millisecond')`

/**
 * Takes a range of a run into hand: one that nobody holds, or whose holder fell silent.
 * @param claim `number` asks for a certain one, also if it was given up, or is this holder's already.
 * @returns null if there is none to take.
 */
export async function claimRange(
  db: Database,
  { runId, holder, number }: { runId: bigint; holder: string; number?: number },
): Promise<BillingRange | null> {
  const isWanted =
    number === undefined
      ? sql`${isFree} and r.error is null`
      : sql`r.number = ${number} and (${isFree} or (r.holder = ${holder} and r.done_id < r.up_to_id))`
  const [row] = await executePrepared<Row>(
    db,
    sql`
    with free as (
      select run_id, number, holder <> ${holder} as was_held from billing_ranges r
       where run_id = ${runId} and ${isWanted}
       order by number limit 1 for no key update skip locked),
    claimed as (
      update billing_ranges r set holder = ${holder}, heartbeat_at = clock_timestamp(), error = null
        from free where r.run_id = free.run_id and r.number = free.number
      returning r.*, free.was_held, ${endOfBatch} as next_id),
    told as (
      update billing_runs run
         set heartbeat_at = clock_timestamp(),
             resumed_at = case when claimed.was_held then clock_timestamp() else resumed_at end
        from claimed where run.id = claimed.run_id)
    select number, done_id, next_id, up_to_id from claimed`,
  )
  if (!row) return null
  return {
    runId,
    number: row.number,
    holder,
    doneId: BigInt(row.done_id),
    nextId: BigInt(row.next_id),
    upToId: BigInt(row.up_to_id),
  }
}

/**
 * Locks a range for the transaction that settles its next batch. Postgres ends that transaction should its process
 * freeze, so that nobody waits for it.
 * @returns whether it is still this holder's, where this holder left it.
 */
export async function holdRange(tx: Database, range: BillingRange): Promise<boolean> {
  const rows = await executePrepared(
    tx,
    sql`
    select set_config('idle_in_transaction_session_timeout', '60s', true) from billing_ranges
     where ${isOurs(range)} and done_id = ${range.doneId} for no key update`,
  )
  return rows.length > 0
}

/** Notes that the next batch is settled, and what came of it. @returns the range as it is then. */
export async function noteProgress(
  tx: Database,
  range: BillingRange,
  { billed, suspended, chargedMinor }: SettlementSummary,
): Promise<BillingRange> {
  const charged = JSON.stringify(Object.fromEntries([...chargedMinor].map(([of, minor]) => [of, `${minor}`])))
  const more = sql`select key, value::numeric from jsonb_each_text(${charged}::jsonb)`
  const [row] = await executePrepared<{ next_id: string }>(
    tx,
    sql`
    update billing_ranges r
       set done_id = ${range.nextId}, wallets_billed = r.wallets_billed + ${billed},
           wallets_suspended = r.wallets_suspended + ${suspended}, charged = ${chargedWith(more)},
           heartbeat_at = clock_timestamp()
     where ${isOurs(range)}
    returning ${endOfBatch} as next_id`,
  )
  assert(row, 'a range that is held is there')
  return { ...range, doneId: range.nextId, nextId: BigInt(row.next_id) }
}

/** Puts a range down with the reason why it could not be billed. */
export async function giveUpRange(db: Database, range: BillingRange, reason: string): Promise<void> {
  await executePrepared(
    db,
    sql`update billing_ranges set holder = null, error = ${reason} where ${isOurs(range)}`,
  )
}

/** The condition on `billing_ranges` that a range is still its holder's; for a prepared statement, of placeholders. */
export const isOurs = ({ runId, number, holder }: Record<'runId' | 'number' | 'holder', unknown>) =>
  sql`run_id = ${runId} and number = ${number} and holder = ${holder}`
