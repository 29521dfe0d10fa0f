import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { lockSettledWallet } from '@/lib/ledger/lock-settled-wallet'
import { setWalletRate } from '@/lib/ledger/wallet-rate'
import { log } from '../log'
import { assertWalletRateFits } from './assert-rate-fits'
import { awaitsForgiveness, type OutagePolicy } from './outage'

const BATCH_WALLETS = 500

/**
 * Moves subscribers to the prices that have come into force for them: each wallet is settled at its old rate at
 * the instant it switches, never before the date of the price. Each wallet commits on its own: a job that is killed
 * goes on where it was, and a wallet that cannot switch keeps its price and holds up no other. After an outage that is
 * given back it waits for the run that does so: settling first would charge for it.
 * @returns how many wallets switched, and how many could not.
 */
export async function applyTariffPrices(
  db: Database,
  policy: OutagePolicy = {},
): Promise<{ switched: number; failed: number }> {
  const asOf = await appNow(db)
  const count = { switched: 0, failed: 0 }
  if (await awaitsForgiveness(db, { asOf, ...policy })) return count
  for (let afterId = 0n; ; ) {
    const walletIds = await walletsToSwitch(db, asOf, afterId)
    for (const walletId of walletIds) {
      try {
        await retryOnConflict(() => db.transaction((tx) => switchWallet(tx, walletId, asOf)))
        count.switched += 1
      } catch (error) {
        log.error({ walletId: walletId.toString(), error }, 'a wallet could not switch to its new price')
        count.failed += 1
      }
    }
    const last = walletIds.at(-1)
    if (last === undefined) return count
    afterId = last
  }
}

/** For each tariff, the newest price in force that also holds for those who already subscribe. */
const duePrices = (asOf: Date) => sql`
  select distinct on (tariff_id) tariff_id, id, hourly_rate_micros, effective_from
    from tariff_prices
   where applies_to_existing and effective_from <= ${asOf.toISOString()}::timestamptz
   order by tariff_id, effective_from desc, id desc`

/** Subscriptions that pay an older price than the one due. One agreed by hand (no dated price) keeps it. */
const outdated = sql`
  s.status <> 'canceled' and due.tariff_id = s.tariff_id and paid.id = s.tariff_price_id
  and (paid.effective_from, paid.id) < (due.effective_from, due.id)`

async function walletsToSwitch(db: Database, asOf: Date, afterId: bigint): Promise<bigint[]> {
  const rows = await db.execute<{ wallet_id: string }>(sql`
    with due as (${duePrices(asOf)})
    select distinct s.wallet_id from subscriptions s, due, tariff_prices paid
     where ${outdated} and s.wallet_id > ${afterId} order by s.wallet_id limit ${BATCH_WALLETS}`)
  return rows.map((row) => BigInt(row.wallet_id))
}

async function switchWallet(tx: Database, walletId: bigint, asOf: Date): Promise<void> {
  await lockSettledWallet(tx, { walletId, asOf })
  const moved = await tx.execute<{ status: string }>(sql`
    with due as (${duePrices(asOf)})
    update subscriptions s set hourly_rate_micros = due.hourly_rate_micros, tariff_price_id = due.id
      from due, tariff_prices paid
     where ${outdated} and s.wallet_id = ${walletId}
    returning s.status`)
  await assertWalletRateFits(tx, walletId)
  if (moved.some((row) => row.status === 'active')) {
    await setWalletRate(tx, { walletId, asOf, cause: 'price_changed' })
  }
}
