/** Hours in an average month (8 760 a year ÷ 12), as price lists of hosters count it. */
const HOURS_IN_MONTH = 730

const MICROS_IN_MINOR = 1_000_000n

/** A price for one piece: micros per hour, and the hours of a month after which the rest is free. */
type Price = { hourlyRateMicros: bigint; monthlyCapHours: number | null }

/**
 * What an hourly price comes to in a month, in minor units: for comparing, never for charging. The last part of a
 * minor unit is rounded up, so that the estimate does not promise less than the month will cost.
 */
export function monthlyEstimateMinor({ hourlyRateMicros, monthlyCapHours }: Price): bigint {
  return hoursMinor(hourlyRateMicros, Math.min(HOURS_IN_MONTH, monthlyCapHours ?? HOURS_IN_MONTH))
}

/**
 * The most that a price with a monthly cap costs in a calendar month, in minor units; null without a cap. Rounded up,
 * because what was carried over from the month before can complete the last minor unit.
 */
export function monthlyCapMinor({ hourlyRateMicros, monthlyCapHours }: Price): bigint | null {
  return monthlyCapHours === null ? null : hoursMinor(hourlyRateMicros, monthlyCapHours)
}

function hoursMinor(hourlyRateMicros: bigint, hours: number): bigint {
  return (hourlyRateMicros * BigInt(hours) + MICROS_IN_MINOR - 1n) / MICROS_IN_MINOR
}
