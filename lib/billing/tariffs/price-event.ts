import { formatRate } from '@/lib/money'
import type { EventData } from '@/lib/outbox/event-data'

/** What a subscription pays for one piece: micros per hour, and the hours of a month after which the rest is free. */
type Terms = { hourlyRateMicros: bigint; monthlyCapHours: number | null }

/** A subscription whose price changes, or is going to. */
export type PriceChange = {
  subscriptionId: string
  tariffId: string
  quantity: number
  currency: string
  old: Terms
  new: Terms
}

/** What an event tells of a change of price. */
export function priceChangeData(change: PriceChange): EventData<'subscription.price_changed'> {
  const { currency } = change
  return {
    subscription: change.subscriptionId,
    tariff: change.tariffId,
    quantity: change.quantity,
    currency,
    old_unit_hourly_rate: formatRate(change.old.hourlyRateMicros, currency),
    new_unit_hourly_rate: formatRate(change.new.hourlyRateMicros, currency),
    old_monthly_cap_hours: change.old.monthlyCapHours,
    new_monthly_cap_hours: change.new.monthlyCapHours,
  }
}
