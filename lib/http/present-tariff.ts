import { z } from 'zod'
import { monthlyCapMinor } from '@/lib/billing/tariffs/monthly-estimate'
import type { Tariff } from '@/lib/billing/tariffs/tariff'
import type { UpcomingPrice } from '@/lib/billing/tariffs/upcoming-price'
import { formatMinor, formatRate } from '@/lib/money'
import { amountText, currencyText, idText, instantText, rateText } from './answer-fields'

/** What `presentCap` makes. */
const capFields = {
  monthly_cap_hours: z.int().nullable().describe('Hours of a month after which the rest of it is free.'),
  monthly_cap: amountText.nullable().describe('The most that one piece costs in a calendar month.'),
}

const tariffFields = {
  id: idText,
  name: z.string(),
  description: z.string(),
  currency: currencyText,
  hourly_rate: rateText,
  ...capFields,
}

/** What `presentTariff` makes. */
export const tariffSchema = z
  .strictObject({
    ...tariffFields,
    upcoming_price: z
      .strictObject({ hourly_rate: rateText, ...capFields, effective_from: instantText })
      .nullable()
      .describe('The next announced price that whoever subscribes now will move to.'),
  })
  .meta({ id: 'Tariff' })

/** What `presentRetiredTariff` makes: a tariff that takes no new subscribers, with when that began. */
export const retiredTariffSchema = z
  .strictObject({ ...tariffFields, retired_at: instantText })
  .meta({ id: 'RetiredTariff' })

/** What `presentTariffPrice` makes. */
export const tariffPriceSchema = z
  .strictObject({
    id: z.string(),
    tariff: idText,
    currency: currencyText,
    hourly_rate: rateText,
    ...capFields,
    effective_from: instantText,
    applies_to_existing: z.boolean().describe('Whether those who already subscribe move to it.'),
  })
  .meta({ id: 'TariffPrice' })

/** A tariff as the API answers it: its price now, and the one that whoever subscribes now moves to next. */
export function presentTariff(tariff: Tariff, upcoming: UpcomingPrice | null): z.input<typeof tariffSchema> {
  return {
    ...presentPriced(tariff),
    upcoming_price: upcoming && {
      hourly_rate: formatRate(upcoming.hourlyRateMicros, tariff.currency),
      ...presentCap(upcoming, tariff.currency),
      effective_from: upcoming.effectiveFrom.toISOString(),
    },
  }
}

/** A tariff that was retired at an instant. */
export function presentRetiredTariff(tariff: Tariff, retiredAt: Date): z.input<typeof retiredTariffSchema> {
  return { ...presentPriced(tariff), retired_at: retiredAt.toISOString() }
}

function presentPriced(tariff: Tariff) {
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
): z.input<typeof tariffPriceSchema> {
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
