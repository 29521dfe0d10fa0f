/** How a language writes the number 1 342 567.89: what groups the thousands, and what comes before the cents. */
const SEPARATORS = { en: { group: ',', decimal: '.' }, ru: { group: ' ', decimal: ',' } } as const

/**
 * Reads an amount as people type it in their language, as a plain decimal for `parseAmount`: "1 342,50" in Russian
 * and "1,342.50" in English are both "1342.50". A point is taken for a decimal sign in either language, as keyboards
 * and copied text have it; spaces may group the thousands in either.
 * @returns null for what is no amount, or could mean two different ones ("1,34" in English).
 */
export function readTypedAmount(text: string, locale: 'en' | 'ru'): string | null {
  const { group, decimal } = SEPARATORS[locale]
  const plain = text.trim().replaceAll(/[\s\u00a0\u202f]+/g, ' ')
  const [whole = '', fraction, ...rest] = plain.split(decimal === ',' ? /[.,]/ : '.')
  if (rest.length > 0 || (fraction !== undefined && !/^\d{1,25}$/.test(fraction))) return null
  const grouped = new RegExp(`^\\d{1,3}(?:[ ${group}]\\d{3})+$`)
  if (!/^\d{1,25}$/.test(whole) && !grouped.test(whole)) return null
  const digits = whole.replaceAll(/\D/g, '')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}
