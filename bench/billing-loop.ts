import { runBilling } from '@/lib/billing/runs/run-billing'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { HOUR_MS } from '@/lib/time'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const WALLETS = 20_000
const LOOPED = 500
const SAMPLES = 5

/** How many times faster the run is, per wallet, than one transaction per user in a loop. */
export async function benchBillingLoop(server: ScratchServer): Promise<BenchResult> {
  const { db, owner } = await server.openDatabase('loop')
  const since = new Date(Date.UTC(2026, 0, 1))
  await plantManyWallets(owner, { count: WALLETS, since, balanceMinor: PLENTY_MINOR })
  await vacuumFilled(owner)
  const samples: { loop: number; run: number }[] = []
  for (let round = 0; round <= SAMPLES; round += 1) {
    const at = (part: number) => new Date(since.getTime() + (round * 2 + part) * HOUR_MS)
    const loopMs = await timeMs(async () => {
      for (let id = 1n; id <= LOOPED; id += 1n) {
        const walletId = id
        await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: at(1) }))
      }
    })
    const runMs = await timeMs(() => runBilling(db, { asOf: at(2) }))
    if (round > 0) samples.push({ loop: loopMs / LOOPED, run: runMs / WALLETS })
  }
  const loopMs = median(samples.map((sample) => sample.loop))
  const runMs = median(samples.map((sample) => sample.run))
  return {
    name: 'billing-loop',
    ratio: loopMs / runMs,
    target: 150,
    better: 'higher',
    yardstick: 'the run itself, per wallet; the figure is one transaction per user in a loop',
    detail: { wallets: WALLETS, loopMicros: Math.round(loopMs * 1000), runMicros: Math.round(runMs * 1000) },
  }
}
