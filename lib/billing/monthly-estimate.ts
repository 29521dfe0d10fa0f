/** Hours in an average month (8 760 a year ÷ 12), as price lists of hosters count it. */
const HOURS_IN_MONTH = 730n

const MICROS_IN_MINOR = 1_000_000n

/**
 * What an hourly price comes to in a month, in minor units: for comparing, never for charging. The last part of a
 * minor unit is rounded up, so that the estimate does not promise less than the month will cost.
 */
export function monthlyEstimateMinor(hourlyRateMicros: bigint): bigint {
  return (hourlyRateMicros * HOURS_IN_MONTH + MICROS_IN_MINOR - 1n) / MICROS_IN_MINOR
}
