import { AppError } from '../errors'
import { parseAmount } from '../money'

/**
 * Reads the `value` of a call as minor units, > 0.
 * @throws AppError `invalid_amount` for one that is not exact in the currency's minor unit, or not positive.
 */
export function positiveAmount(value: string, currency: string): bigint {
  const amountMinor = parseAmount(value, currency)
  if (amountMinor > 0n) return amountMinor
  throw new AppError('invalid_amount', 'The amount must be more than nothing.', { field: 'value' })
}
