import { MAX_CAP_HOURS } from '@/db/schema'
import { AppError } from '@/lib/errors'

/** What a dated price says. */
export type PriceTerms = {
  /** Micros per hour for one piece. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free; null: every hour is charged. */
  monthlyCapHours?: number | null | undefined
}

/**
 * An hourly price is above zero, and small enough that a wallet can pay many of them; its monthly cap is one that a
 * month can reach.
 * @throws AppError `invalid_amount` or `invalid_request`, naming `hourly_rate` or `monthly_cap_hours`.
 */
export function assertPrice({ hourlyRateMicros, monthlyCapHours = null }: PriceTerms): void {
  if (hourlyRateMicros <= 0n || hourlyRateMicros >= 2n ** 56n) {
    throw new AppError('invalid_amount', 'The hourly price is above zero and below 72 billion minor units.', {
      field: 'hourly_rate',
    })
  }
  if (monthlyCapHours === null) return
  if (!Number.isInteger(monthlyCapHours) || monthlyCapHours < 1 || monthlyCapHours > MAX_CAP_HOURS) {
    throw new AppError('invalid_request', `A monthly cap is from 1 to ${MAX_CAP_HOURS} hours.`, {
      field: 'monthly_cap_hours',
    })
  }
}
