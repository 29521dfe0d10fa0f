import { runBilling } from '@/lib/billing/runs/run-billing'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { HOUR_MS } from '@/lib/time'
import { billBare, IDLE_EVERY } from './bare-billing'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

/** A short run is less certain: it is repeated until about as many wallets were billed. */
const samplesOf = (wallets: number) => (wallets > 10_000 ? 5 : 21)

/**
 * The hourly run against the floor: the same rows written by a bare UPDATE and an INSERT … SELECT with the same
 * key, in batches of the same size; by one worker, and by two. Both databases begin alike; samples are interleaved.
 */
export async function benchBillingRun(server: ScratchServer, wallets: number): Promise<BenchResult[]> {
  const since = new Date(Date.UTC(2026, 0, 1))
  const product = await server.openDatabase(`product_${wallets}`)
  const floor = await server.openDatabase(`floor_${wallets}`)
  for (const { owner } of [product, floor]) {
    await plantManyWallets(owner, {
      count: wallets,
      since,
      balanceMinor: PLENTY_MINOR,
      idleEvery: IDLE_EVERY,
    })
    await vacuumFilled(owner)
  }
  const rounds = samplesOf(wallets)
  const samples: { one: number; two: number; floor: number }[] = []
  // The first round fills caches and plans, and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    const at = (part: number) => new Date(since.getTime() + (round * 2 + part) * HOUR_MS)
    const sample = {
      floor: await timeMs(() => billBare(floor.owner, wallets, at(1))),
      one: await timeMs(() => runBilling(product.db, { asOf: at(1) })),
      two: await timeMs(() => runBilling(product.db, { asOf: at(2), workers: 2 })),
    }
    if (round > 0) samples.push(sample)
  }
  const floorMs = median(samples.map((sample) => sample.floor))
  const result = (name: string, ms: number, target: number): BenchResult => ({
    name,
    ratio: ms / floorMs,
    target,
    better: 'lower',
    yardstick:
      'the same rows by a bare UPDATE and INSERT … SELECT in batches of the same size, by one worker',
    detail: {
      wallets,
      samples: rounds,
      ms: Math.round(ms),
      floorMs: Math.round(floorMs),
      walletsPerSecond: Math.round((wallets / ms) * 1000),
    },
  })
  const one = result(`billing-run-${wallets}`, median(samples.map((sample) => sample.one)), 1.4)
  const two = result(`billing-run-${wallets}-two-workers`, median(samples.map((sample) => sample.two)), 0.8)
  // Ten thousand wallets are one range, and one worker's.
  return wallets > 10_000 ? [one, two] : [one]
}
