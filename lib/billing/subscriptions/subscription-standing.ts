import {
  type MeteredSubscription,
  sumRates,
  suspendAt,
  turnCaps,
} from '@/lib/ledger/settlement/metered-subscription'
import { meteredMsAt } from '@/lib/ledger/settlement/monthly-cap'
import { hasEnded } from '@/lib/ledger/settlement/settlement'
import { instantFromMs } from '@/lib/time'

/** What a subscription costs at an instant, and how much of this month it has been charged for. */
export type SubscriptionStanding = {
  /** Micros per hour that it costs now: nothing while it is suspended, stopped, or its monthly cap is reached. */
  chargedRateMicros: bigint
  /** Milliseconds of this calendar month (UTC) that it has been charged for. */
  monthMs: number
  /** The end of the month whose cap it has reached; it costs nothing until then. */
  cappedUntil: Date | null
}

/**
 * How a subscription stands at an instant, to the millisecond, whether or not a job has charged its wallet since: what
 * its cap and the end of the money will have made of it by then follows from its meter.
 * @param endMs when the money of its wallet ends, or null if it does not.
 */
export function standingOf(
  subscription: MeteredSubscription,
  { endMs, asOf }: { endMs: bigint | null; asOf: Date },
): SubscriptionStanding {
  const endedAt = endMs !== null && hasEnded(endMs, asOf) ? instantFromMs(endMs) : null
  const then = endedAt ? suspendAt(subscription, endedAt) : turnCaps(subscription, asOf)
  const isCharged = then.status === 'active' && then.cappedUntil === null
  const at = asOf > then.meteredAt ? asOf : then.meteredAt
  return {
    chargedRateMicros: isCharged ? sumRates([then]) : 0n,
    monthMs: meteredMsAt({ meteredMs: Number(then.meteredMs), meteredAt: then.meteredAt }, isCharged, at),
    cappedUntil: then.cappedUntil && then.cappedUntil > at ? then.cappedUntil : null,
  }
}
