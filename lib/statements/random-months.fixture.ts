import fc from 'fast-check'
import type { Database } from '@/db/client'
import type { TransactionType } from '@/db/schema'
import { changeSubscription } from '@/lib/billing/subscriptions/change-subscription'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { stopSubscription } from '@/lib/billing/subscriptions/stop-subscription'
import { postTransaction } from '@/lib/ledger/posting/post-transaction'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { plantTariff, plantWallet, topUp } from '@/lib/testing/fixtures'
import { HOUR_MS } from '@/lib/time'

/** Something that happens on a wallet, so many milliseconds after what came before, or as the next month begins. */
export type Step = { gap: number | 'month' } & (
  | { kind: 'settle' | 'start' | 'stop' }
  | { kind: 'quantity'; quantity: number }
  | { kind: 'top_up'; amount: number }
  | { kind: 'post'; type: Exclude<TransactionType, 'usage' | 'top_up' | 'bonus'>; amount: number }
)

const gap = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 9 * 24 * HOUR_MS }) },
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.constant('month' as const) },
)
const amount = fc.integer({ min: 1, max: 200_000 })
const kind = <K extends Step['kind']>(name: K) => fc.constant(name)

/** What may happen on a wallet, in any order. */
export const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    fc.record({ gap, kind: kind('settle') }),
    fc.record({ gap, kind: fc.constantFrom('start' as const, 'stop' as const) }),
    fc.record({ gap, kind: kind('quantity'), quantity: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ gap, kind: kind('top_up'), amount }),
    fc.record({
      gap,
      kind: kind('post'),
      type: fc.constantFrom(
        ...(['charge', 'refund', 'dispute', 'dispute_reversal', 'adjustment', 'reversal'] as const),
      ),
      amount,
    }),
  ),
  { minLength: 5, maxLength: 30 },
)

const COMES_IN = new Set<string>(['dispute_reversal', 'adjustment', 'reversal'])

/** Lets steps happen on a new wallet, through the ledger. @returns whose it is, and the instant of the last step. */
export async function playSteps(db: Database, plan: readonly Step[], start: Date) {
  const wallet = await plantWallet(db, { asOf: start })
  const tariffs = [
    await plantTariff(db, { hourlyRateMicros: 333_333_333n }),
    await plantTariff(db, { hourlyRateMicros: 70_000_000n, monthlyCapHours: 100 }),
  ]
  const running: string[] = []
  let asOf = start
  for (const [index, step] of plan.entries()) {
    asOf =
      step.gap === 'month'
        ? new Date(Date.UTC(asOf.getUTCFullYear(), asOf.getUTCMonth() + 1))
        : new Date(asOf.getTime() + step.gap)
    await db.transaction((tx) =>
      play(tx, step, { ...wallet, asOf, tariffId: tariffs[index % 2] ?? '', running }),
    )
  }
  return { ...wallet, asOf }
}

type Stage = {
  userId: string
  walletId: bigint
  asOf: Date
  tariffId: string
  /** Ids of what was started and not stopped. */
  running: string[]
}

async function play(
  tx: Database,
  step: Step,
  { userId, walletId, asOf, tariffId, running }: Stage,
): Promise<void> {
  const [oldest] = running
  switch (step.kind) {
    case 'start': {
      const started = await startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf })
      if (started.ok) running.push(started.subscription.id)
      return
    }
    case 'stop':
      if (oldest) await stopSubscription(tx, { userId, subscriptionId: running.shift() ?? '', asOf })
      return
    case 'quantity':
      if (oldest)
        await changeSubscription(tx, { userId, subscriptionId: oldest, quantity: step.quantity, asOf })
      return
    case 'top_up':
      await topUp(tx, walletId, BigInt(step.amount), asOf)
      return
    case 'post':
      // More than there is, or a wallet that has to be settled first, refuses it: then nothing happens.
      await postTransaction(tx, {
        wallet: walletId,
        type: step.type,
        amountMinor: BigInt(COMES_IN.has(step.type) ? step.amount : -step.amount),
        reason: 'test',
        asOf,
        actor: 'test',
      })
      return
    default:
      await settleWallets(tx, { selection: { walletId }, asOf })
  }
}
