/** The languages the screens speak; the first is what everyone else gets. */
export const LOCALES = ['en', 'ru'] as const

export type Locale = (typeof LOCALES)[number]

/** The cookie that holds a visitor's own choice of language. */
export const LOCALE_COOKIE = 'locale'

/** Tells whether a value from outside (a cookie, a form) is a language we speak. */
export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value)
}

/**
 * The best of our languages for an `Accept-Language` header, by its q-values; English when none matches.
 * A regional tag counts as its language: `ru-RU` is `ru`.
 */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => {
      const [tag = '', ...parameters] = entry.trim().split(';')
      const q = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean)
      return { language: tag.split('-')[0]?.toLowerCase(), q: q === undefined ? 1 : Number(q) }
    })
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q)
  return wanted.map(({ language }) => language).find(isLocale) ?? LOCALES[0]
}
