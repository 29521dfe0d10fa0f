import { currencyDigits } from '@/lib/money'

/** Round sums, in major units, of currencies worth about a hundredth of a dollar or less. */
const SMALL_UNITS = ['1000', '3000', '5000', '10000']
const TINY_UNITS = ['50000', '100000', '300000', '500000']

const BY_CURRENCY: Record<string, string[]> = {
  RUB: ['500', '1000', '3000', '5000'],
  INR: ['500', '1000', '3000', '5000'],
  UAH: ['500', '1000', '2000', '5000'],
  KZT: ['2500', '5000', '10000', '25000'],
  TRY: ['250', '500', '1000', '2500'],
  CNY: ['50', '100', '300', '500'],
  AMD: ['5000', '10000', '25000', '50000'],
  HUF: ['5000', '10000', '20000', '50000'],
  UZS: TINY_UNITS,
  IDR: TINY_UNITS,
  VND: TINY_UNITS,
  JPY: SMALL_UNITS,
  KRW: ['10000', '30000', '50000', '100000'],
}

/** Amounts to pick with one press, in major units, fitting what the currency's unit is worth. */
export function quickAmounts(currency: string): string[] {
  return BY_CURRENCY[currency] ?? (currencyDigits(currency) === 0 ? SMALL_UNITS : ['10', '25', '50', '100'])
}
