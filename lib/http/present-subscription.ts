import type { Subscription } from '@/lib/billing/subscription'
import type { SubscriptionStanding } from '@/lib/billing/subscription-standing'
import { formatRate } from '@/lib/money'
import { formatHours } from '@/lib/time'

/** A subscription as the API answers it. */
export function presentSubscription(subscription: Subscription) {
  const { currency } = subscription
  return {
    id: subscription.id,
    name: subscription.name,
    status: subscription.status,
    tariff: { id: subscription.tariffId, name: subscription.tariffName },
    currency,
    quantity: subscription.quantity,
    unit_hourly_rate: formatRate(subscription.unitHourlyRateMicros, currency),
    ...presentStanding(subscription, currency),
    resume_on_top_up: subscription.resumesOnTopUp,
    entitled: subscription.entitled,
    entitled_until: subscription.entitledUntil?.toISOString() ?? null,
    started_at: subscription.startedAt.toISOString(),
    suspended_at: subscription.suspendedAt?.toISOString() ?? null,
    ended_at: subscription.endedAt?.toISOString() ?? null,
  }
}

/** What it costs: its price, what of that is charged now, and how far its monthly cap is. */
export function presentStanding(
  standing: SubscriptionStanding & { hourlyRateMicros: bigint; monthlyCapHours: number | null },
  currency: string,
) {
  return {
    hourly_rate: formatRate(standing.hourlyRateMicros, currency),
    charged_hourly_rate: formatRate(standing.chargedRateMicros, currency),
    monthly_cap_hours: standing.monthlyCapHours,
    hours_this_month: formatHours(standing.monthMs),
    capped_until: standing.cappedUntil?.toISOString() ?? null,
  }
}
