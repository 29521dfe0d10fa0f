import type { UpcomingPrice } from '@/lib/billing/upcoming-price'
import { formatRate } from '@/lib/money'
import { presentCap } from './present-tariff'

/** A price that is announced for a subscription, as the API answers it; null where there is none. */
export function presentUpcomingPrice(price: UpcomingPrice | null | undefined, currency: string) {
  if (!price) return null
  return {
    unit_hourly_rate: formatRate(price.hourlyRateMicros, currency),
    ...presentCap(price, currency),
    effective_from: price.effectiveFrom.toISOString(),
  }
}
