import type { Database } from '@/db/client'
import { type Charge, chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { ChargeCoalescer } from '@/lib/ledger/posting/coalesce-charges'
import { PLENTY_MINOR, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { type BenchResult, median, percentile } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const CALLERS = 256
const WALLETS = 20_000
const SECONDS = 3
const SAMPLES = 3

/** As many as the app's own pool has. */
const CONNECTIONS = 20

type Load = { perSecond: number; p99Ms: number }
type Charged = (charge: Charge) => Promise<unknown>

/** Calls that come together, posted together, against the same calls each by itself: on many wallets, and on one. */
export async function benchChargesCoalesced(server: ScratchServer): Promise<BenchResult[]> {
  const { db, owner } = await server.openDatabase('coalesced', { connections: CONNECTIONS })
  await plantManyWallets(owner, { count: WALLETS, since: new Date(), balanceMinor: PLENTY_MINOR })
  await vacuumFilled(owner)
  const users = (await owner<{ user_id: string }[]>`select user_id from wallets order by id`).map(
    (row) => row.user_id,
  )
  return [
    await compare(db, { name: 'charges-coalesced-many', users, target: 2.5 }),
    await compare(db, { name: 'charges-coalesced-one', users: users.slice(0, 1), target: 20 }),
  ]
}

async function compare(
  db: Database,
  { name, users, target }: { name: string; users: string[]; target: number },
): Promise<BenchResult> {
  const coalescer = new ChargeCoalescer(db)
  const samples: { together: Load; apart: Load }[] = []
  for (let round = 0; round <= SAMPLES; round += 1) {
    const apart = await load(users, (charge) => chargeWallet(db, charge))
    const together = await load(users, (charge) => coalescer.charge(charge))
    if (round > 0) samples.push({ apart, together })
  }
  const middle = (of: (sample: (typeof samples)[number]) => number) => median(samples.map(of))
  const together = middle((sample) => sample.together.perSecond)
  const apart = middle((sample) => sample.apart.perSecond)
  return {
    name,
    ratio: together / apart,
    target,
    better: 'higher',
    yardstick: 'the same charges, each in a statement of its own',
    detail: {
      callers: CALLERS,
      wallets: users.length,
      perSecond: Math.round(together),
      apartPerSecond: Math.round(apart),
      p99Ms: round(middle((sample) => sample.together.p99Ms)),
      apartP99Ms: round(middle((sample) => sample.apart.p99Ms)),
    },
  }
}

async function load(users: string[], charge: Charged): Promise<Load> {
  const endAt = performance.now() + SECONDS * 1000
  const latenciesMs: number[] = []
  const caller = async () => {
    while (performance.now() < endAt) {
      const begin = performance.now()
      await charge(chargeOf(users[Math.floor(Math.random() * users.length)] ?? ''))
      latenciesMs.push(performance.now() - begin)
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, caller))
  return { perSecond: latenciesMs.length / SECONDS, p99Ms: percentile(latenciesMs, 0.99) }
}

function chargeOf(userId: string): Charge {
  return {
    userId,
    currency: 'RUB',
    amountMinor: 1n,
    reason: 'bench',
    asOf: null,
    actor: 'bench',
    idempotencyKey: crypto.randomUUID(),
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
