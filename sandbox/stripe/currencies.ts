import { invalidRequest } from './stripe-error'

const PRESENTMENT = new Set(
  (
    'usd aed afn all amd ang aoa ars aud awg azn bam bbd bdt bgn bhd bif bmd bnd bob brl bsd bwp byn bzd cad cdf ' +
    'chf clp cny cop crc cve czk djf dkk dop dzd egp etb eur fjd fkp gbp gel gip gmd gnf gtq gyd hkd hnl htg huf ' +
    'idr ils inr isk jmd jod jpy kes kgs khr kmf krw kwd kyd kzt lak lbp lkr lrd lsl mad mdl mga mkd mmk mnt mop ' +
    'mur mvr mwk mxn myr mzn nad ngn nio nok npr nzd omr pab pen pgk php pkr pln pyg qar ron rsd rub rwf sar sbd ' +
    'scr sek sgd shp sle sos srd std szl thb tjs tnd top try ttd twd tzs uah ugx uyu uzs vnd vuv wst xaf xcd xcg ' +
    'xof xpf yer zar zmw'
  ).split(' '),
)

const ZERO_DECIMAL = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf'.split(' '))
const THREE_DECIMAL = new Set('bhd jod kwd omr tnd'.split(' '))

/** Stripe's fixed minimums, in minor units. Elsewhere it converts $0.50 at the day's rate, which is not known here. */
const MINIMUM: Record<string, number> = {
  usd: 50,
  aed: 200,
  aud: 50,
  bgn: 100,
  brl: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  inr: 50,
  jpy: 50,
  mxn: 1000,
  myr: 200,
  nok: 300,
  nzd: 50,
  pln: 200,
  ron: 200,
  sek: 300,
  sgd: 50,
  thb: 1000,
}

/** Currencies whose units are so small that Stripe lets amounts have more than eight digits. */
const DIGITS: Record<string, number> = { idr: 12, lbp: 12, cop: 10, huf: 10, jpy: 10 }

/**
 * The currency in lower case.
 * @throws StripeFailure 400 when Stripe does not present amounts in it.
 */
export function checkCurrency(raw: string): string {
  const currency = raw.toLowerCase()
  if (PRESENTMENT.has(currency)) return currency
  throw invalidRequest(
    `Invalid currency: ${raw}. Stripe currently supports these currencies: ${[...PRESENTMENT].join(', ')}`,
    'currency',
  )
}

function digitsOf(currency: string): number {
  return ZERO_DECIMAL.has(currency) ? 0 : THREE_DECIMAL.has(currency) ? 3 : 2
}

/** An amount in major units with the digits that Stripe gives the currency: `1,342.00`. */
export function majorUnits(amountMinor: number, currency: string): string {
  const digits = digitsOf(currency)
  const format = { minimumFractionDigits: digits, maximumFractionDigits: digits }
  return new Intl.NumberFormat('en-US', format).format(amountMinor / 10 ** digits)
}

/**
 * Reads an amount that a person typed in major units.
 * @returns Stripe's smallest units, exactly
 * @throws StripeFailure 400 for what is no amount of the currency
 */
export function minorUnits(text: string, currency: string): number {
  const digits = digitsOf(currency)
  const [, whole, fraction = ''] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.replace(/[\s_]/g, '')) ?? []
  if (whole === undefined || fraction.length > digits) {
    throw invalidRequest(`Invalid amount of ${currency}: ${text}`, 'value')
  }
  return Number(whole + fraction.padEnd(digits, '0'))
}

/** An amount for people, as Stripe writes it in messages: `$0.50 usd` becomes `0.50 usd` for most currencies. */
export function describeAmount(amountMinor: number, currency: string): string {
  const text = majorUnits(amountMinor, currency)
  const symbol = { usd: '$', eur: '€', gbp: '£', jpy: '¥' }[currency] ?? ''
  return `${symbol}${text} ${currency}`
}

/**
 * Refuses an amount that Stripe would not charge in this currency.
 * @param amountMinor in Stripe's smallest unit, at least 1
 * @throws StripeFailure 400 `amount_too_small`, `amount_too_large` or `invalid_charge_amount`
 */
export function checkAmount(amountMinor: number, currency: string): void {
  const minimum = MINIMUM[currency] ?? 1
  if (amountMinor < minimum) {
    const message = `Amount must be at least ${describeAmount(minimum, currency)}`
    throw invalidRequest(message, 'amount', 'amount_too_small')
  }
  const maximum = 10 ** (DIGITS[currency] ?? 8) - 1
  if (amountMinor > maximum) {
    const message = `Amount must be no more than ${describeAmount(maximum, currency)}`
    throw invalidRequest(message, 'amount', 'amount_too_large')
  }
  // Stripe takes three-decimal currencies rounded to tens, and ISK and UGX with two decimals that must be 00.
  const step = THREE_DECIMAL.has(currency) ? 10 : currency === 'isk' || currency === 'ugx' ? 100 : 1
  if (amountMinor % step !== 0) {
    const message = `Invalid amount: in ${currency} it must be evenly divisible by ${step}.`
    throw invalidRequest(message, 'amount', 'invalid_charge_amount')
  }
}
