import { runBilling } from '@/lib/billing/runs/run-billing'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { HOUR_MS } from '@/lib/time'
import { billBare, IDLE_EVERY } from './bare-billing'
import { measureChargesDuring } from './charges-during'
import { peakMemoryOf } from './peak-memory'
import { type BenchResult, median, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const MILLION = 1_000_000
const FEW = 10_000
const SAMPLES = 3

/** Runs of the few for each of the million, so that their time is no less certain. */
const RUNS_OF_FEW = 10

/** A million wallets: the run against its floor, its cost and memory against those of few, and charges meanwhile. */
export async function benchBillingMillion(server: ScratchServer): Promise<BenchResult[]> {
  const since = new Date(Date.UTC(2026, 0, 1))
  const many = await server.openDatabase('many', { connections: 12 })
  const floor = await server.openDatabase('floor')
  const few = await server.openDatabase('few')
  const floorOfFew = await server.openDatabase('floor_of_few')
  for (const [{ owner }, count] of [
    [many, MILLION],
    [floor, MILLION],
    [few, FEW],
    [floorOfFew, FEW],
  ] as const) {
    await plantManyWallets(owner, { count, since, balanceMinor: PLENTY_MINOR, idleEvery: IDLE_EVERY })
    await vacuumFilled(owner)
  }
  let hour = 0
  const nextHour = () => new Date(since.getTime() + ++hour * HOUR_MS)
  const samples: { floor: number; one: number; two: number; few: number; floorOfFew: number }[] = []
  const memory = { many: 0, few: 0 }
  for (let round = 0; round <= SAMPLES; round += 1) {
    const sample = {
      floor: await timeMs(() => billBare(floor.owner, MILLION, nextHour())),
      one: 0,
      two: 0,
      few: 0,
      floorOfFew: await timeMs(async () => {
        for (let run = 0; run < RUNS_OF_FEW; run += 1) await billBare(floorOfFew.owner, FEW, nextHour())
      }),
    }
    memory.few = Math.max(
      memory.few,
      await peakMemoryOf(few, async () => {
        sample.few = await timeMs(async () => {
          for (let run = 0; run < RUNS_OF_FEW; run += 1) await runBilling(few.db, { asOf: nextHour() })
        })
      }),
    )
    memory.many = Math.max(
      memory.many,
      await peakMemoryOf(many, async () => {
        sample.one = await timeMs(() => runBilling(many.db, { asOf: nextHour() }))
      }),
    )
    sample.two = await timeMs(() => runBilling(many.db, { asOf: nextHour(), workers: 2 }))
    if (round > 0) samples.push(sample)
  }
  const middle = (of: (sample: (typeof samples)[number]) => number) => median(samples.map(of))
  const [oneMs, twoMs, floorMs] = [middle((s) => s.one), middle((s) => s.two), middle((s) => s.floor)]
  const microsOfFew = (ms: number) => (ms / RUNS_OF_FEW / FEW) * 1000
  const microsOfMany = (ms: number) => (ms / MILLION) * 1000
  const [fewMicros, manyMicros] = [microsOfFew(middle((s) => s.few)), microsOfMany(oneMs)]
  const bare = 'the same rows by a bare UPDATE and INSERT … SELECT in batches of the same size, by one worker'
  const run = (ms: number) => ({
    wallets: MILLION,
    samples: SAMPLES,
    ms: Math.round(ms),
    floorMs: Math.round(floorMs),
    walletsPerSecond: Math.round((MILLION / ms) * 1000),
  })
  const lower = { better: 'lower' } as const
  return [
    {
      name: 'billing-run-1000000',
      ratio: oneMs / floorMs,
      target: 1.4,
      ...lower,
      yardstick: bare,
      detail: run(oneMs),
    },
    {
      name: 'billing-run-1000000-two-workers',
      ratio: twoMs / floorMs,
      target: 0.8,
      ...lower,
      yardstick: bare,
      detail: run(twoMs),
    },
    {
      name: 'billing-scale',
      ratio: manyMicros / fewMicros,
      target: 1.2,
      ...lower,
      yardstick: 'the cost of a wallet in a run of 10 000; the figure is that in a run of 1 000 000',
      // Where the floor grows as much, it is the disk, which takes a little at once and much more slowly.
      detail: {
        fewMicros: fewMicros.toFixed(2),
        manyMicros: manyMicros.toFixed(2),
        floorOfFewMicros: microsOfFew(middle((s) => s.floorOfFew)).toFixed(2),
        floorOfManyMicros: microsOfMany(floorMs).toFixed(2),
      },
    },
    {
      name: 'billing-memory',
      ratio: memory.many / memory.few,
      target: 1.25,
      ...lower,
      yardstick:
        'peak memory of Node and its backends in runs of 10 000; the figure is that in a run of 1 000 000',
      detail: { fewMb: Math.round(memory.few / 1e6), manyMb: Math.round(memory.many / 1e6) },
    },
    ...(await measureChargesDuring(many, {
      wallets: MILLION,
      run: () => runBilling(many.db, { asOf: nextHour() }),
    })),
  ]
}
