import { monthlyCapMinor } from '@/lib/billing/monthly-estimate'
import type { Tariff } from '@/lib/billing/tariff'
import { formatMinor, formatRate } from '@/lib/money'

/** A tariff as the API answers it: its price now. */
export function presentTariff(tariff: Tariff) {
  return {
    id: tariff.id,
    name: tariff.name,
    description: tariff.description,
    currency: tariff.currency,
    hourly_rate: formatRate(tariff.hourlyRateMicros, tariff.currency),
    ...presentCap(tariff, tariff.currency),
  }
}

/** A price's monthly cap: in hours, and the most that one piece costs in a calendar month. Both null without one. */
export function presentCap(
  price: { hourlyRateMicros: bigint; monthlyCapHours: number | null },
  currency: string,
): { monthly_cap_hours: number | null; monthly_cap: string | null } {
  const capMinor = monthlyCapMinor(price)
  return {
    monthly_cap_hours: price.monthlyCapHours,
    monthly_cap: capMinor === null ? null : formatMinor(capMinor, currency),
  }
}

/** A dated price as the API answers it. */
export function presentTariffPrice(
  price: {
    id: bigint
    tariffId: string
    hourlyRateMicros: bigint
    monthlyCapHours: number | null
    effectiveFrom: Date
    appliesToExisting: boolean
  },
  currency: string,
) {
  return {
    id: price.id.toString(),
    tariff: price.tariffId,
    currency,
    hourly_rate: formatRate(price.hourlyRateMicros, currency),
    ...presentCap(price, currency),
    effective_from: price.effectiveFrom.toISOString(),
    applies_to_existing: price.appliesToExisting,
  }
}
