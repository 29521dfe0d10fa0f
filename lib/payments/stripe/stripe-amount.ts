import { AppError } from '@/lib/errors'
import { currencyDigits, formatMinor } from '@/lib/money'

/**
 * How many decimals Stripe's integers have, where it is not two. ISK and UGX have none by ISO 4217, but Stripe
 * keeps them as two-decimal amounts. HUF and TWD have two, and must be whole in payouts only.
 * Source: https://docs.stripe.com/currencies#special-cases
 */
const STRIPE_DIGITS = new Map<string, number>([
  ...'BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

/**
 * Stripe takes at most eight digits, and more where a unit is worth little.
 * Source: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
 */
const MAX_DIGITS = new Map([
  ['IDR', 12],
  ['LBP', 12],
  ['COP', 10],
  ['HUF', 10],
  ['JPY', 10],
])

/**
 * The least that Stripe charges, in its integers, where it names an amount; elsewhere it converts USD 0.50 at the rate
 * of the day and says itself what is too small. Source: as above.
 */
const MINIMUMS = new Map(
  (
    'USD:50 AED:200 AUD:50 BGN:100 BRL:50 CAD:50 CHF:50 CZK:1500 DKK:250 EUR:50 GBP:30 HKD:400 HUF:17500 INR:50 ' +
    'JPY:50 MXN:1000 MYR:200 NOK:300 NZD:50 PLN:200 RON:200 SEK:300 SGD:50 THB:1000'
  )
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([code = '', amount = '']) => [code, BigInt(amount)] as const),
)

/**
 * An amount as Stripe counts it.
 * @throws AppError `invalid_amount` if it is finer than Stripe charges in that currency, `amount_too_large`.
 */
export function toStripeAmount(amountMinor: bigint, currency: string): number {
  const shift = shiftOf(currency)
  const factor = 10n ** BigInt(Math.abs(shift))
  const amount = shift >= 0 ? amountMinor * factor : amountMinor / factor
  // In three-decimal currencies the last digit must be zero, as cards know only two.
  const grain = STRIPE_DIGITS.get(currency) === 3 ? 10n : 1n
  if ((shift < 0 && amountMinor % factor !== 0n) || amount % grain !== 0n) {
    throw new AppError('invalid_amount', `Cards cannot be charged that small a part of ${currency}.`, {
      field: 'value',
    })
  }
  const most = 10n ** BigInt(MAX_DIGITS.get(currency) ?? 8) - grain
  if (amount > most) {
    const maximum = formatMinor(inMinorUnits(most, currency), currency)
    throw new AppError('amount_too_large', `One card payment carries at most ${maximum} ${currency}.`, {
      field: 'value',
      extra: { maximum, currency },
    })
  }
  return Number(amount)
}

/**
 * What Stripe counts, in our minor units.
 * @returns null if it has a part that the currency does not know, such as half a króna.
 */
export function fromStripeAmount(amount: number, currency: string): bigint | null {
  const amountMinor = inMinorUnits(BigInt(amount), currency)
  return toScale(amountMinor, shiftOf(currency)) === BigInt(amount) ? amountMinor : null
}

/** The least that Stripe charges in a currency, in minor units, or null where it has no fixed one. */
export function stripeMinimum(currency: string): bigint | null {
  const minimum = MINIMUMS.get(currency)
  return minimum === undefined ? null : inMinorUnits(minimum, currency)
}

/** How many decimals Stripe's integers have more than our minor units. */
function shiftOf(currency: string): number {
  return (STRIPE_DIGITS.get(currency) ?? 2) - currencyDigits(currency)
}

function inMinorUnits(amount: bigint, currency: string): bigint {
  return toScale(amount, -shiftOf(currency))
}

function toScale(value: bigint, shift: number): bigint {
  const factor = 10n ** BigInt(Math.abs(shift))
  return shift >= 0 ? value * factor : value / factor
}
