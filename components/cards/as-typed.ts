/** A plain decimal as the reader would type it. */
export function asTyped(decimal: string, locale: 'en' | 'ru'): string {
  return locale === 'ru' ? decimal.replace('.', ',') : decimal
}
