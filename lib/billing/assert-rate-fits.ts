import { AppError } from '../errors'

/** Half of what 64 bits hold: a wallet's rate stays far from the edge of its column. */
const MAX_HOURLY_RATE_MICROS = 2n ** 62n

/** @throws AppError `invalid_request` if a wallet's rate, in micros per hour, would not fit its column. */
export function assertRateFits(hourlyRateMicros: bigint): void {
  if (hourlyRateMicros <= MAX_HOURLY_RATE_MICROS) return
  throw new AppError('invalid_request', 'That many cost more an hour than can be counted.', {
    field: 'quantity',
  })
}
