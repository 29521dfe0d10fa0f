import { setTimeout as sleep } from 'node:timers/promises'
import { ChargeCoalescer } from '@/lib/ledger/posting/coalesce-charges'
import { type BenchResult, median, percentile } from './result'
import type { BenchDatabase } from './scratch-server'

const PER_SECOND = 300
const QUIET_MS = 8_000
const SAMPLES = 3

/** No charge is to wait longer than this for a batch of the run. */
const LONGEST_MS = 100

/**
 * How long single charges wait while a billing run settles the same wallets, against the same charges when it is
 * quiet. They come at their times whether or not the one before has been answered.
 */
export async function measureChargesDuring(
  { db, owner }: BenchDatabase,
  { wallets, run }: { wallets: number; run: () => Promise<unknown> },
): Promise<BenchResult[]> {
  const users = (
    await owner<{ user_id: string }[]>`
      select user_id from wallets where id % ${Math.max(1, Math.floor(wallets / 20_000))} = 0 order by id`
  ).map((row) => row.user_id)
  const coalescer = new ChargeCoalescer(db)
  const charge = () =>
    coalescer.charge({
      userId: users[Math.floor(Math.random() * users.length)] ?? '',
      currency: 'RUB',
      amountMinor: 1n,
      reason: 'bench',
      asOf: null,
      actor: 'bench',
      idempotencyKey: crypto.randomUUID(),
    })
  await chargeWhile(charge, () => sleep(2_000))
  const quiet: number[][] = []
  const busy: number[][] = []
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    quiet.push(await chargeWhile(charge, () => sleep(QUIET_MS)))
    busy.push(await chargeWhile(charge, run))
  }
  const p99 = (samples: number[][]) => median(samples.map((waits) => percentile(waits, 0.99)))
  const longest = median(busy.map((waits) => Math.max(...waits)))
  const detail = {
    wallets,
    perSecond: PER_SECOND,
    quietP99Ms: p99(quiet).toFixed(1),
    busyP99Ms: p99(busy).toFixed(1),
    longestMs: longest.toFixed(1),
  }
  return [
    {
      name: 'charges-during-run-p99',
      ratio: p99(busy) / p99(quiet),
      target: 2.5,
      better: 'lower',
      yardstick: 'the p99 of the same charges when it is quiet',
      detail,
    },
    {
      name: 'charges-during-run-longest',
      ratio: longest / LONGEST_MS,
      target: 1,
      better: 'lower',
      yardstick: `${LONGEST_MS} ms; the figure is the longest wait of a charge during a run`,
      detail,
    },
  ]
}

/** Charges at a steady rate while something goes on. @returns milliseconds that each took. */
async function chargeWhile(charge: () => Promise<unknown>, work: () => Promise<unknown>): Promise<number[]> {
  const waits: number[] = []
  const open: Promise<void>[] = []
  let isDone = false
  const end = work().then(() => {
    isDone = true
  })
  const begin = performance.now()
  for (let count = 0; !isDone; ) {
    const due = Math.floor(((performance.now() - begin) / 1000) * PER_SECOND)
    for (; count < due; count += 1) {
      const asked = performance.now()
      open.push(
        charge().then(() => {
          waits.push(performance.now() - asked)
        }),
      )
    }
    await sleep(1)
  }
  await end
  await Promise.all(open)
  return waits
}
