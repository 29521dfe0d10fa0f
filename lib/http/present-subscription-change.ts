import type { SubscriptionChange } from '@/lib/billing/list-subscription-changes'
import type { SubscriptionEvent } from '@/lib/billing/subscription-events'
import { formatRate } from '@/lib/money'

/** A change of a subscription as the API answers it: what happened, and how it stood from then on. */
export function presentSubscriptionChange(change: SubscriptionChange, currency: string) {
  return {
    at: change.at.toISOString(),
    events: change.events.map((event) => presentEvent(event, currency)),
    status: change.status,
    tariff: { id: change.tariffId, name: change.tariffName },
    quantity: change.quantity,
    unit_hourly_rate: formatRate(change.unitHourlyRateMicros, currency),
    monthly_cap_hours: change.monthlyCapHours,
    capped: change.capped,
  }
}

function presentEvent(event: SubscriptionEvent, currency: string) {
  if (event.type !== 'price_changed') return event
  return { ...event, from: formatRate(event.from, currency), to: formatRate(event.to, currency) }
}
