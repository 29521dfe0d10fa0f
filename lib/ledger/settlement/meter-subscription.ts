import type { subscriptions } from '@/db/schema'
import { HOUR_MS } from '@/lib/time'
import { meteredMsAt, nextMonth } from './monthly-cap'

type Meter = Pick<
  typeof subscriptions.$inferSelect,
  'status' | 'meteredMs' | 'meteredAt' | 'cappedUntil' | 'monthlyCapHours'
>

/** The columns that keep count of what a subscription was charged for, brought up to an instant of a change. */
export function meterUpTo(subscription: Meter, at: Date): { meteredMs: bigint; meteredAt: Date } {
  const { status, meteredAt, cappedUntil } = subscription
  const isCharged = status === 'active' && cappedUntil === null
  const meter = { meteredMs: Number(subscription.meteredMs), meteredAt }
  const changedAt = at > meteredAt ? at : meteredAt
  return { meteredMs: BigInt(meteredMsAt(meter, isCharged, changedAt)), meteredAt: changedAt }
}

/**
 * The same for a change of the price, which may bring another cap or none. The hours of this month count on: one that
 * has been charged for as many already costs nothing until the next.
 */
export function meterWithCap(
  subscription: Meter,
  { at, capHours }: { at: Date; capHours: number | null },
): { meteredMs: bigint; meteredAt: Date; monthlyCapHours: number | null; cappedUntil: Date | null } {
  const meter = meterUpTo(subscription, at)
  const isReached = capHours !== null && meter.meteredMs >= BigInt(capHours * HOUR_MS)
  return {
    ...meter,
    monthlyCapHours: capHours,
    cappedUntil: isReached ? nextMonth(meter.meteredAt) : null,
  }
}
