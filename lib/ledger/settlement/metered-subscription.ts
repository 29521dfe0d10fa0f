import type { subscriptions } from '@/db/schema'
import { effectiveInstant } from './effective-instant'
import { meterUpTo, meterWithCap } from './meter-subscription'
import { type CappedSubscription, meterAt } from './monthly-cap'

/** What is known of a subscription to tell what it costs, when that changes, and whether money wakes it. */
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
  | 'resumesOnTopUp'
>

/** A settled wallet with other subscriptions, or other states of them, from an instant on. */
export function withSubscriptions<W extends { lastHourlyBilling: Date }>(
  wallet: W,
  subscriptions: readonly MeteredSubscription[],
  asOf: Date,
) {
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

/** Whether a subscription stands still and runs on as soon as there is money again. */
export function isWoken({
  status,
  resumesOnTopUp,
}: Pick<MeteredSubscription, 'status' | 'resumesOnTopUp'>): boolean {
  return status === 'suspended' && resumesOnTopUp
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
