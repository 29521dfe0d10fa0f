import { currencyDigits } from '@/lib/money'

/** Currencies whose short sign is theirs alone. “$”, “¥” or “kr” without a country says too little. */
const OWN_SIGN = new Set([
  'RUB',
  'KZT',
  'UAH',
  'GEL',
  'AMD',
  'AZN',
  'TRY',
  'PLN',
  'CZK',
  'ILS',
  'INR',
  'KRW',
  'VND',
])

type MoneyFormat = {
  locale: string
  currency: string
  /** `always` puts a plus before what comes in; `auto` shows a minus alone. */
  sign?: 'auto' | 'always'
  /** Decimal digits beyond the currency's own that may be shown, for prices finer than a minor unit. */
  extraDigits?: number
  /** Leaves out the cents of a whole sum: “₽500”. */
  whole?: boolean
  /** Writes the currency's code in place of its sign. */
  byCode?: boolean
}

/**
 * Writes money as the reader's language does: “₽1,342.00”, “1 342,00 ₽”.
 * @param decimal major units as a plain decimal string. It goes to Intl as the string it is: never through a double.
 */
export function formatMoney(
  decimal: string,
  { locale, currency, sign = 'auto', extraDigits = 0, whole = false, byCode = false }: MoneyFormat,
): string {
  const digits = currencyDigits(currency)
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: byCode ? 'code' : OWN_SIGN.has(currency) ? 'narrowSymbol' : 'symbol',
    signDisplay: sign === 'always' ? 'exceptZero' : 'negative',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits + extraDigits,
    trailingZeroDisplay: whole ? 'stripIfInteger' : 'auto',
  })
    .formatToParts(decimal as Intl.StringNumericLiteral)
    .map((part) => (part.type === 'minusSign' ? '\u2212' : part.value))
    .join('')
}
