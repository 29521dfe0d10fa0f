import { MAX_CAP_HOURS } from '@/db/schema'
import { parseRate } from '../money'
import { amountField, integerField } from './fields'

/** What a body says of a price: how much an hour, and after how many hours the rest of a month is free. */
export const priceFields = {
  hourly_rate: amountField,
  monthly_cap_hours: integerField(1, MAX_CAP_HOURS).nullish(),
}

/** @throws AppError `invalid_amount` for a price finer than a millionth of the currency's minor unit. */
export function readPriceTerms(
  body: { hourly_rate: string; monthly_cap_hours?: number | null | undefined },
  currency: string,
) {
  return {
    hourlyRateMicros: parseRate(body.hourly_rate, currency),
    monthlyCapHours: body.monthly_cap_hours ?? null,
  }
}
