import type { Subscription } from '@/lib/billing/subscription'
import { formatRate } from '@/lib/money'

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
    hourly_rate: formatRate(subscription.hourlyRateMicros, currency),
    entitled: subscription.entitled,
    entitled_until: subscription.entitledUntil?.toISOString() ?? null,
    started_at: subscription.startedAt.toISOString(),
    suspended_at: subscription.suspendedAt?.toISOString() ?? null,
    ended_at: subscription.endedAt?.toISOString() ?? null,
  }
}
