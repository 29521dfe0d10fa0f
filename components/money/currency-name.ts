/** A currency in the reader's words, with a capital as a label has it: “Russian Ruble”, “Российский рубль”. */
export function currencyName(currency: string, locale: string): string {
  const name = new Intl.DisplayNames(locale, { type: 'currency' }).of(currency) ?? currency
  return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)
}
