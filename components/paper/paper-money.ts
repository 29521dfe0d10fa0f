import { formatMoney } from '@/components/money/format-money'
import { formatMinor, formatRate } from '@/lib/money'

/** Currencies whose sign is in none of the fonts of a PDF: they are written by their code. */
const WITHOUT_SIGN = new Set(['GEL', 'AMD', 'AZN'])

/** An amount of a document, in words of its language. */
export function paperMoney(amountMinor: bigint, currency: string, locale: string): string {
  return written(formatMinor(amountMinor, currency), { currency, locale })
}

/** A price per hour of a document, with as many digits as it has. */
export function paperRate(hourlyRateMicros: bigint, currency: string, locale: string): string {
  return written(formatRate(hourlyRateMicros, currency), { currency, locale, extraDigits: 6 })
}

function written(decimal: string, format: Parameters<typeof formatMoney>[1]): string {
  return formatMoney(decimal, { ...format, byCode: WITHOUT_SIGN.has(format.currency) })
}
