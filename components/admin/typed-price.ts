import { parseRate } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'

/** A price as it is being typed: texts of two fields. */
export type TypedPrice = { hourlyRate: string; monthlyCapHours: string }

/**
 * What has been typed so far, for showing what it comes to; null while it is no price. The server reads it again.
 */
export function readTypedPrice(
  typed: TypedPrice,
  { currency, locale }: { currency: string; locale: 'en' | 'ru' },
): { hourlyRateMicros: bigint; monthlyCapHours: number | null } | null {
  const rate = readTypedAmount(typed.hourlyRate, locale)
  const hours = typed.monthlyCapHours.trim()
  if (rate === null || !/^\d{0,3}$/.test(hours)) return null
  try {
    const hourlyRateMicros = parseRate(rate, currency)
    return { hourlyRateMicros, monthlyCapHours: hours === '' ? null : Number(hours) }
  } catch {
    return null
  }
}
