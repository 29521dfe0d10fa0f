import type { subscriptions } from '@/db/schema'
import { effectiveInstant } from '@/lib/ledger/effective-instant'
import { type CappedSubscription, meterAt } from '@/lib/ledger/monthly-cap'
import { settle, type WalletMeter } from '@/lib/ledger/settlement'
import { meterUpTo, meterWithCap } from './meter-subscription'

/** What is known of a subscription to tell what it costs and when that changes. */
export type MeteredSubscription = Pick<
  typeof subscriptions.$inferSelect,
  | 'id'
  | 'status'
  | 'quantity'
  | 'hourlyRateMicros'
  | 'monthlyCapHours'
  | 'meteredMs'
  | 'meteredAt'
  | 'cappedUntil'
>

/** A wallet in memory with all that runs or stands still on it: for foreseeing what a change will come to. */
export type MeteredWallet = WalletMeter & { subscriptions: readonly MeteredSubscription[] }

/**
 * Charges a wallet in memory up to an instant, as settling does in the database: what reaches its cap leaves the rate,
 * and where the money ends everything is suspended.
 * @returns the wallet after that, and the stretches that were charged.
 */
export function settleMetered(wallet: MeteredWallet, asOf: Date) {
  const { pieces, wallet: settled } = settle(wallet, asOf)
  const last = pieces.at(-1)
  const endedAt = last?.ranDry ? last.settledTo : null
  const subscriptions = wallet.subscriptions.map((subscription) =>
    endedAt ? suspendAt(subscription, endedAt) : turnCaps(subscription, asOf),
  )
  return { pieces, wallet: { ...settled, subscriptions } satisfies MeteredWallet }
}

/** The settled wallet with other subscriptions, or other states of them, from an instant on. */
export function withSubscriptions(
  wallet: MeteredWallet,
  subscriptions: readonly MeteredSubscription[],
  asOf: Date,
): MeteredWallet {
  const charged = subscriptions.filter(({ status, cappedUntil }) => status === 'active' && !cappedUntil)
  return {
    ...wallet,
    subscriptions,
    hourlyRateMicros: sumRates(charged),
    capped: cappedOf(subscriptions),
    lastHourlyBilling: effectiveInstant(wallet, asOf),
  }
}

/** The running ones that have a cap, as the wallet's calculator takes them. */
export function cappedOf(subscriptions: readonly MeteredSubscription[]): CappedSubscription[] {
  return subscriptions.flatMap((subscription) => {
    const meter = subscription.status === 'active' ? capMeterOf(subscription) : null
    return meter ? [meter] : []
  })
}

/** Price × quantity of all of them, micros per hour. */
export function sumRates(
  subscriptions: readonly Pick<MeteredSubscription, 'hourlyRateMicros' | 'quantity'>[],
): bigint {
  return subscriptions.reduce(
    (sum, { hourlyRateMicros, quantity }) => sum + hourlyRateMicros * BigInt(quantity),
    0n,
  )
}

/** A subscription as its money ended: what it was charged for is counted up to then. */
export function suspendAt<S extends MeteredSubscription>(subscription: S, at: Date): S {
  if (subscription.status !== 'active') return subscription
  const running = turnCaps(subscription, new Date(at.getTime() - 1))
  const { cappedUntil } = running
  return {
    ...running,
    ...meterUpTo(running, at),
    status: 'suspended',
    cappedUntil: cappedUntil && cappedUntil > at ? cappedUntil : null,
  }
}

/** A suspended subscription as it runs on: a cap that was reached holds until its month is over. */
export function resumeAt<S extends MeteredSubscription>(subscription: S, at: Date): S {
  if (subscription.status !== 'suspended') return subscription
  const { monthlyCapHours: capHours } = subscription
  return { ...subscription, ...meterWithCap(subscription, { at, capHours }), status: 'active' }
}

/** A running subscription after the turns that its cap has made by an instant. */
export function turnCaps<S extends MeteredSubscription>(subscription: S, at: Date): S {
  const capped = subscription.status === 'active' ? capMeterOf(subscription) : null
  if (!capped) return subscription
  const { meteredMs, meteredAt, cappedUntil } = meterAt(capped, at)
  return { ...subscription, meteredMs: BigInt(meteredMs), meteredAt, cappedUntil }
}

function capMeterOf(subscription: MeteredSubscription): CappedSubscription | null {
  const { monthlyCapHours: capHours, meteredMs, meteredAt, cappedUntil } = subscription
  if (capHours === null) return null
  const hourlyRateMicros = sumRates([subscription])
  return { hourlyRateMicros, capHours, meteredMs: Number(meteredMs), meteredAt, cappedUntil }
}
