import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { log } from '@/lib/log'
import { awaitsForgiveness, type OutagePolicy } from '../runs/outage'
import { duePrices, isOutdated, withPrices } from './due-prices'
import { type Moved, moveSubscribers } from './move-subscribers'

/** Wallets moved by one transaction: enough to be fast, few enough that no payment waits long for their locks. */
const BATCH_WALLETS = 500

/** How many wallets that cannot move a line of the log names. */
const NAMED_IN_LOG = 20

/**
 * Moves subscribers to the prices that have come into force for them: each wallet is settled at its old rate at
 * the instant it switches, never before the date of the price. Each batch commits on its own, so a job that is killed
 * goes on where it was, and several at once do each other no harm. A wallet that cannot switch keeps its price and
 * holds up no other. After an outage that is given back it waits for the run that does so: settling first would charge
 * for it.
 * @returns how many wallets switched, and how many could not.
 */
export async function applyTariffPrices(
  db: Database,
  policy: OutagePolicy = {},
): Promise<{ switched: number; failed: number }> {
  if (await awaitsForgiveness(db, { asOf: await appNow(db), ...policy })) return { switched: 0, failed: 0 }
  let switched = 0
  const failedIds: bigint[] = []
  for (const walletIds of await batchesToMove(db)) {
    const batch = await moveBatch(db, walletIds)
    switched += batch.switched
    failedIds.push(...batch.stuckIds)
  }
  if (failedIds.length > 0) {
    const wallets = failedIds.slice(0, NAMED_IN_LOG).map(String)
    log.warn({ failed: failedIds.length, wallets }, 'wallets cannot switch to their new price')
  }
  return { switched, failed: failedIds.length }
}

/** The wallets with something to move, in the order of their ids, cut into batches. */
async function batchesToMove(db: Database): Promise<bigint[][]> {
  const rows = await db.execute<{ ids: string[] }>(sql`
    with due as (${duePrices(await appNow(db))})
    select json_agg(wallet_id::text order by wallet_id) as ids
      from (select wallet_id, (row_number() over (order by wallet_id) - 1) / ${BATCH_WALLETS}::int as batch
              from (select distinct s.wallet_id from ${withPrices} where ${isOutdated}) outdated) numbered
     group by batch order by batch`)
  return rows.map(({ ids }) => ids.map(BigInt))
}

/** Moves a batch at once or, if one of them fails all, each by itself: the instant of each attempt is its own. */
async function moveBatch(db: Database, walletIds: bigint[]): Promise<Moved> {
  try {
    return await retryOnConflict(async () => {
      const asOf = await appNow(db)
      return db.transaction((tx) => moveSubscribers(tx, { walletIds, asOf }))
    })
  } catch (error) {
    const [only, ...others] = walletIds
    log.error(
      { wallets: walletIds.length, first: String(only), error },
      'wallets could not switch to a price',
    )
    if (only === undefined || others.length === 0) return { switched: 0, stuckIds: walletIds }
  }
  const sum: Moved = { switched: 0, stuckIds: [] }
  for (const walletId of walletIds) {
    const one = await moveBatch(db, [walletId])
    sum.switched += one.switched
    sum.stuckIds.push(...one.stuckIds)
  }
  return sum
}
