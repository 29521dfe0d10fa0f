import { getLocale, getTranslations } from 'next-intl/server'
import { AppError } from '@/lib/errors'
import { currencyDigits, parseAmount } from '@/lib/money'
import { readTypedAmount } from '@/lib/read-typed-amount'

/**
 * Reads an amount as it was typed, in the reader's language, as minor units.
 * @throws AppError `invalid_amount` naming the field, for what cannot be read or is finer than the currency.
 */
export async function typedAmount(text: string, currency: string, field: string): Promise<bigint> {
  const typed = readTypedAmount(text, await getLocale())
  if (typed !== null) return parseAmount(typed, currency, field)
  const t = await getTranslations('topUp')
  throw new AppError('invalid_amount', t('unreadable', { digits: currencyDigits(currency) }), { field })
}
