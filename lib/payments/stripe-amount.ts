import { AppError } from '../errors'
import { currencyDigits } from '../money'

/**
 * How many decimals Stripe's integers have, where it is not two. ISK and UGX have none by ISO 4217, but Stripe
 * keeps them as two-decimal amounts. Source: https://docs.stripe.com/currencies#special-cases
 */
const STRIPE_DIGITS = new Map<string, number>([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

/** Stripe takes at most eight digits. Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
const MAX_STRIPE_AMOUNT = 99_999_999n

/**
 * An amount as Stripe counts it.
 * @throws AppError `invalid_amount` if Stripe cannot charge it: too large, or finer than it charges in that currency.
 */
export function toStripeAmount(amountMinor: bigint, currency: string): number {
  const shift = (STRIPE_DIGITS.get(currency) ?? 2) - currencyDigits(currency)
  const factor = 10n ** BigInt(Math.abs(shift))
  const amount = shift >= 0 ? amountMinor * factor : amountMinor / factor
  // In three-decimal currencies the last digit must be zero, as cards know only two.
  const grain = STRIPE_DIGITS.get(currency) === 3 ? 10n : 1n
  if ((shift < 0 && amountMinor % factor !== 0n) || amount % grain !== 0n) {
    throw new AppError('invalid_amount', `Cards cannot be charged that small a part of ${currency}.`, {
      field: 'value',
    })
  }
  if (amount > MAX_STRIPE_AMOUNT) {
    throw new AppError('invalid_amount', 'That is more than one card payment can carry.', { field: 'value' })
  }
  return Number(amount)
}

/**
 * What Stripe counts, as minor units: the way back.
 * @throws Error if it is finer than the currency's minor unit.
 */
export function fromStripeAmount(amount: number, currency: string): bigint {
  const shift = (STRIPE_DIGITS.get(currency) ?? 2) - currencyDigits(currency)
  const factor = 10n ** BigInt(Math.abs(shift))
  const whole = BigInt(amount)
  if (shift > 0 && whole % factor !== 0n) {
    throw new Error(`Stripe's ${amount} ${currency} are no whole number of minor units`)
  }
  return shift > 0 ? whole / factor : whole * factor
}
