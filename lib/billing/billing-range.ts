import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { executePrepared } from '@/db/prepared-statement'
import type { SettlementSummary } from '@/lib/ledger/settlement-summary'

/** Wallets of a range: what one worker takes at a time, and what an event of Inngest stands for. */
export const RANGE_WALLETS = 25_000

/**
 * Wallets settled by one statement. Twice as many would be a twentieth faster, and the charges that come meanwhile would wait
 * half as long again, for the wallets or for the log to reach the disk.
 */
export const BATCH_WALLETS = 2_000

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
  /** What it has come to so far. */
  sum: SettlementSummary
}

type Row = {
  number: number
  done_id: string
  next_id: string
  up_to_id: string
  wallets_billed: number
  wallets_suspended: number
  charged: Record<string, string>
}

/**
 * The id at which the batch after `doneId` ends, for a query of `billing_ranges r`. Where at least every second number of the
 * range is a wallet's, steps of equal length do, and hold twice a batch at most; otherwise they are counted off.
 */
const endOfBatch = sql`
  case when r.up_to_id - r.after_id <= ${2 * RANGE_WALLETS}::bigint
       then least(r.up_to_id, r.done_id + greatest(${BATCH_WALLETS}::bigint,
                                                   (r.up_to_id - r.after_id) * ${BATCH_WALLETS}::bigint / ${RANGE_WALLETS}::bigint))
       else coalesce((select max(id) from (
              select id from wallets where id > r.done_id and id <= r.up_to_id order by id limit ${BATCH_WALLETS}) batch),
            r.up_to_id) end`

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
    select number, done_id, next_id, up_to_id, wallets_billed, wallets_suspended, charged from claimed`,
  )
  if (!row) return null
  const charged = Object.entries(row.charged).map(([currency, minor]) => [currency, BigInt(minor)] as const)
  return {
    runId,
    number: row.number,
    holder,
    doneId: BigInt(row.done_id),
    nextId: BigInt(row.next_id),
    upToId: BigInt(row.up_to_id),
    sum: { billed: row.wallets_billed, suspended: row.wallets_suspended, chargedMinor: new Map(charged) },
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

/** Notes that a batch is settled. @returns where the next one ends. */
export async function noteProgress(tx: Database, range: BillingRange): Promise<bigint> {
  const { billed, suspended, chargedMinor } = range.sum
  const charged = Object.fromEntries([...chargedMinor].map(([currency, minor]) => [currency, `${minor}`]))
  const [row] = await executePrepared<{ next_id: string }>(
    tx,
    sql`
    update billing_ranges r
       set done_id = ${range.doneId}, wallets_billed = ${billed}, wallets_suspended = ${suspended},
           charged = ${JSON.stringify(charged)}::jsonb, heartbeat_at = clock_timestamp()
     where ${isOurs(range)}
    returning ${endOfBatch} as next_id`,
  )
  return BigInt(row?.next_id ?? range.upToId)
}

/** Puts a range down with the reason why it could not be billed. */
export async function giveUpRange(db: Database, range: BillingRange, reason: string): Promise<void> {
  await executePrepared(
    db,
    sql`update billing_ranges set holder = null, error = ${reason} where ${isOurs(range)}`,
  )
}

const isOurs = ({ runId, number, holder }: BillingRange) =>
  sql`run_id = ${runId} and number = ${number} and holder = ${holder}`
