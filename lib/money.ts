import { AppError } from './errors'

/**
 * Currencies a wallet may hold: those Stripe can present a charge in.
 * Source: https://docs.stripe.com/currencies (presentment currencies).
 */
const CURRENCIES = new Set(
  (
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BWP BYN BZD CAD CDF CHF ' +
    'CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ' +
    'ILS INR ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MUR ' +
    'MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR ' +
    'SEK SGD SHP SLE SOS SRD STD SZL THB TJS TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF ' +
    'XPF YER ZAR ZMW'
  ).split(' '),
)

/** Millionths of a minor unit: the grain of hourly prices. */
const MICROS_DIGITS = 6

/** The largest value of a Postgres bigint, and so of any amount or rate. */
const MAX_BIGINT = 2n ** 63n - 1n

/**
 * Currencies whose minor unit is not a hundredth. Source: ISO 4217, column "Minor unit". Not read from Intl, whose
 * data (CLDR) drops the minor unit of a dozen currencies that ISO gives one, such as HUF and IDR.
 */
const MINOR_UNIT_DIGITS = new Map<string, number>([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'
    .split(' ')
    .map((code) => [code, 0] as const),
  ...'BHD JOD KWD OMR TND'.split(' ').map((code) => [code, 3] as const),
])

/** @returns the currency's code in capitals. @throws AppError `invalid_currency` for one that no wallet can hold. */
export function parseCurrency(code: string, field = 'currency'): string {
  // Letters that are not Latin can become so in capitals, as the long s does.
  const currency = /^[A-Za-z]{3}$/.test(code) ? code.toUpperCase() : ''
  if (!CURRENCIES.has(currency)) {
    throw new AppError('invalid_currency', `"${code.slice(0, 12)}" is not a currency that can be paid in.`, {
      field,
    })
  }
  return currency
}

/** All currencies a wallet may hold, as ISO 4217 codes in alphabetical order. */
export function listCurrencies(): string[] {
  return [...CURRENCIES]
}

/** Decimal digits of a currency's minor unit by ISO 4217: RUB 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  return MINOR_UNIT_DIGITS.get(currency) ?? 2
}

/**
 * Reads an amount in major units as exact minor units.
 * @param value a decimal string such as "1342.00", or a number as JSON gave it.
 * @throws AppError `invalid_amount` if it is no decimal number or finer than the currency's minor unit: never rounded.
 */
export function parseAmount(value: string | number, currency: string, field = 'value'): bigint {
  return parseDecimal(value, currencyDigits(currency), field, currency)
}

/**
 * Reads an hourly price in major units as exact micros (millionths of a minor unit per hour).
 * @throws AppError `invalid_amount` if it is finer than a millionth of the minor unit.
 */
export function parseRate(value: string | number, currency: string, field = 'hourly_rate'): bigint {
  return parseDecimal(value, currencyDigits(currency) + MICROS_DIGITS, field, currency)
}

/** An amount as a plain decimal of major units with the currency's own digits: 134200n RUB is "1342.00". */
export function formatMinor(amountMinor: bigint, currency: string): string {
  return formatDecimal(amountMinor, currencyDigits(currency))
}

/** An hourly price as a plain decimal of major units, without needless zeros: 893000n USD is "0.00893". */
export function formatRate(hourlyRateMicros: bigint, currency: string): string {
  const digits = currencyDigits(currency)
  const text = formatDecimal(hourlyRateMicros, digits + MICROS_DIGITS)
  const [whole = '0', fraction = ''] = text.split('.')
  const kept = fraction.replace(/0+$/, '').padEnd(digits, '0')
  return kept === '' ? whole : `${whole}.${kept}`
}

function formatDecimal(value: bigint, digits: number): string {
  const sign = value < 0n ? '-' : ''
  const text = (value < 0n ? -value : value).toString().padStart(digits + 1, '0')
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`
}

function parseDecimal(value: string | number, digits: number, field: string, currency: string): bigint {
  const match = /^(-?)(\d{1,25})(?:\.(\d{1,25}))?$/.exec(String(value))
  if (!match) {
    throw new AppError('invalid_amount', 'Send the amount as a plain decimal, such as "1342.00".', { field })
  }
  const [, sign = '', whole = '0', fraction = ''] = match
  const significant = fraction.replace(/0+$/, '')
  if (significant.length > digits) {
    throw new AppError(
      'invalid_amount',
      `${currency} allows ${digits} decimal ${digits === 1 ? 'place' : 'places'} here; nothing is rounded.`,
      { field },
    )
  }
  const units = BigInt(whole + significant.padEnd(digits, '0'))
  if (units > MAX_BIGINT) throw new AppError('invalid_amount', 'The amount is too large.', { field })
  return sign === '-' ? -units : units
}
