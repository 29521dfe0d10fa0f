import type { Tariff } from '@/lib/billing/tariff'
import { formatRate } from '@/lib/money'

/** A tariff as the API answers it: its price now. */
export function presentTariff(tariff: Tariff) {
  return {
    id: tariff.id,
    name: tariff.name,
    description: tariff.description,
    currency: tariff.currency,
    hourly_rate: formatRate(tariff.hourlyRateMicros, tariff.currency),
  }
}
