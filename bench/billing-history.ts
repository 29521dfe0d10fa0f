import { runBilling } from '@/lib/billing/runs/run-billing'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { HOUR_MS } from '@/lib/time'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const WALLETS = 30_000
const SHORT = 10
const LONG = 100
const SAMPLES = 7

/** The run on wallets with a long history against the same with a short one; the history is written by the product. */
export async function benchBillingHistory(server: ScratchServer): Promise<BenchResult[]> {
  const since = new Date(Date.UTC(2026, 0, 1))
  const open = async (rows: number) => {
    const database = await server.openDatabase(`rows_${rows}`)
    await plantManyWallets(database.owner, { count: WALLETS, since, balanceMinor: PLENTY_MINOR })
    let hour = 0
    const runOnce = () => runBilling(database.db, { asOf: new Date(since.getTime() + ++hour * HOUR_MS) })
    while (hour < rows - 1) await runOnce()
    await vacuumFilled(database.owner)
    return runOnce
  }
  const short = await open(SHORT)
  const long = await open(LONG)
  const samples: { short: number; long: number }[] = []
  for (let round = 0; round <= SAMPLES; round += 1) {
    const sample = { short: await timeMs(short), long: await timeMs(long) }
    if (round > 0) samples.push(sample)
  }
  const shortMs = median(samples.map((sample) => sample.short))
  const longMs = median(samples.map((sample) => sample.long))
  return [
    {
      name: 'billing-history',
      ratio: longMs / shortMs,
      target: 1.15,
      better: 'lower',
      yardstick: `the run where each wallet has ${SHORT} rows; the figure is that with ${LONG}`,
      detail: { wallets: WALLETS, shortMs: Math.round(shortMs), longMs: Math.round(longMs) },
    },
  ]
}
