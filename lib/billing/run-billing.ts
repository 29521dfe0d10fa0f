import { and, eq, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { billingRuns } from '@/db/schema'
import { type SettlementSummary, settleWallets } from '@/lib/ledger/settle-wallets'
import { AppError, assert } from '../errors'
import { formatMinor } from '../money'

/** Wallets settled by one statement: large enough to be fast, small enough that no charge waits long for it. */
const BATCH_WALLETS = 5_000

/** A run that has said nothing for this long was killed. */
const SILENT_MS = 60_000

/** What a billing run did, as it is printed and stored. */
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
 * changes no sum: the next one goes on from what is committed.
 * @throws AppError `invalid_request` for an instant in the future, unless that is allowed.
 */
export async function runBilling(
  db: Database,
  { asOf, allowFuture = false }: { asOf: Date; allowFuture?: boolean },
): Promise<BillingSummary> {
  if (!allowFuture && asOf > (await appNow(db))) {
    throw new AppError('invalid_request', 'Time that has not passed cannot be billed.', { field: 'as_of' })
  }
  await closeKilledRuns(db)
  const [run] = await db.insert(billingRuns).values({ asOf }).returning({ id: billingRuns.id })
  assert(run, 'an inserted run has an id')
  try {
    return await settleEveryWallet(db, { runId: run.id, asOf })
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    await db
      .update(billingRuns)
      .set({ status: 'failed', finishedAt: sql`clock_timestamp()`, error: message })
      .where(eq(billingRuns.id, run.id))
    throw error
  }
}

async function settleEveryWallet(
  db: Database,
  { runId, asOf }: { runId: bigint; asOf: Date },
): Promise<BillingSummary> {
  let total: SettlementSummary = { billed: 0, suspended: 0, chargedMinor: new Map() }
  for (let afterId = 0n; ; ) {
    const upToId = await endOfBatch(db, afterId)
    if (upToId === null) break
    const selection = { afterId, upToId }
    total = await retryOnConflict(() =>
      db.transaction(async (tx) => {
        const batch = await settleWallets(tx, { selection, asOf })
        const sum = add(total, batch)
        await tx.update(billingRuns).set(progress(sum)).where(eq(billingRuns.id, runId))
        return sum
      }),
    )
    afterId = upToId
  }
  await db
    .update(billingRuns)
    .set({ ...progress(total), status: 'finished', finishedAt: sql`clock_timestamp()` })
    .where(eq(billingRuns.id, runId))
  return {
    runId: runId.toString(),
    asOf: asOf.toISOString(),
    walletsBilled: total.billed,
    walletsSuspended: total.suspended,
    totals: totalsOf(total),
  }
}

/** The id of the last wallet of the batch that begins after an id, or null if there is none. */
async function endOfBatch(db: Database, afterId: bigint): Promise<bigint | null> {
  const [row] = await db.execute<{ id: string | null }>(sql`
    select max(id) as id from (select id from wallets where id > ${afterId} order by id limit ${BATCH_WALLETS}) batch`)
  return row?.id == null ? null : BigInt(row.id)
}

function add(total: SettlementSummary, batch: SettlementSummary): SettlementSummary {
  const chargedMinor = new Map(total.chargedMinor)
  for (const [currency, amount] of batch.chargedMinor) {
    chargedMinor.set(currency, (chargedMinor.get(currency) ?? 0n) + amount)
  }
  return { billed: total.billed + batch.billed, suspended: total.suspended + batch.suspended, chargedMinor }
}

function progress(total: SettlementSummary) {
  return {
    walletsBilled: total.billed,
    walletsSuspended: total.suspended,
    totals: totalsOf(total),
    heartbeatAt: sql`clock_timestamp()`,
  }
}

function totalsOf({ chargedMinor }: SettlementSummary): Record<string, string> {
  const charged = [...chargedMinor].filter(([, amount]) => amount > 0n)
  return Object.fromEntries(charged.map(([currency, amount]) => [currency, formatMinor(amount, currency)]))
}

/** A run that was killed cannot say so itself; the next one does, and catches up what it left. */
async function closeKilledRuns(db: Database): Promise<void> {
  await db
    .update(billingRuns)
    .set({ status: 'failed', error: 'It stopped before it finished; the next run caught up.' })
    .where(
      and(
        eq(billingRuns.status, 'running'),
        lt(billingRuns.heartbeatAt, sql`clock_timestamp() - ${SILENT_MS} * interval '1 millisecond'`),
      ),
    )
}
