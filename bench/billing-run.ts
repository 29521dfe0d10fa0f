import type postgres from 'postgres'
import { runBilling } from '@/lib/billing/run-billing'
import { MANY, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { HOUR_MS } from '@/lib/time'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'

const BATCH_WALLETS = 5_000
const SAMPLES = 5

/**
 * The hourly run against the floor: the same rows written by a bare UPDATE and an INSERT … SELECT with the same
 * key, in batches of the same size. Both databases begin alike; samples are interleaved.
 */
export async function benchBillingRun(server: ScratchServer, wallets: number): Promise<BenchResult> {
  const since = new Date(Date.UTC(2026, 0, 1))
  const product = await server.openDatabase(`product_${wallets}`)
  const floor = await server.openDatabase(`floor_${wallets}`)
  for (const { owner } of [product, floor]) {
    await plantManyWallets(owner, { count: wallets, since })
    await owner`vacuum analyze`
  }
  const samples: { product: number; floor: number }[] = []
  // The first round fills caches and plans, and does not count.
  for (let round = 0; round <= SAMPLES; round += 1) {
    const asOf = new Date(since.getTime() + (round + 1) * HOUR_MS)
    const floorMs = await timeMs(() => writeBare(floor.owner, wallets, asOf))
    const productMs = await timeMs(() => runBilling(product.db, { asOf }))
    if (round > 0) samples.push({ product: productMs, floor: floorMs })
  }
  const productMs = median(samples.map((sample) => sample.product))
  const floorMs = median(samples.map((sample) => sample.floor))
  return {
    name: `billing-run-${wallets}`,
    ratio: productMs / floorMs,
    target: 1.4,
    better: 'lower',
    yardstick: 'the same rows by a bare UPDATE and INSERT … SELECT in batches of the same size',
    detail: {
      wallets,
      samples: SAMPLES,
      productMs: Math.round(productMs),
      floorMs: Math.round(floorMs),
      walletsPerSecond: Math.round((wallets / productMs) * 1000),
    },
  }
}

/** What cannot be avoided: the row of each wallet and a row of its log, without asking what is owed. */
async function writeBare(owner: postgres.Sql, wallets: number, asOf: Date): Promise<void> {
  const charge = (MANY.hourlyRateMicros / 1_000_000n).toString()
  for (let after = 0; after < wallets; after += BATCH_WALLETS) {
    const upTo = after + BATCH_WALLETS
    await owner.begin(async (tx) => {
      await tx`
        update wallets set balance = balance - ${charge}, last_hourly_billing = ${asOf}, seq = seq + 1,
                           last_posted_at = ${asOf}
         where id > ${after} and id <= ${upTo}`
      await tx`
        insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, period_start, period_end,
                                  hourly_rate_micros, actor)
        select id, seq, user_id, 'usage', -${charge}::bigint, balance, ${asOf}, ${asOf}::timestamptz - interval '1 hour',
               ${asOf}, hourly_rate_micros, 'billing'
          from wallets where id > ${after} and id <= ${upTo}`
    })
  }
}
