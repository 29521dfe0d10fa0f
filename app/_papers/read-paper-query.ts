import { notFound } from 'next/navigation'
import { getLocale } from 'next-intl/server'
import { isLocale, LOCALES, type Locale } from '@/app/_i18n/locales'
import { AppError } from '@/lib/errors'
import { parseCurrency } from '@/lib/money'

/** What the address of a document says beside its id. */
export type PaperQuery = {
  /** The language asked for, else the visitor's. */
  locale: Locale
  user: string | undefined
  currency: string | undefined
}

/** Reads the query of a document's address; what it does not understand counts as left out. */
export async function readPaperQuery(
  query: Record<string, string | string[] | undefined>,
): Promise<PaperQuery> {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name] : undefined)
  const lang = one('lang')
  const locale = isLocale(lang) ? lang : await getLocale()
  return { locale, user: one('user'), currency: knownCurrency(one('currency')) }
}

/** A currency as wallets have it; undefined for what is none, which the database need not be asked about. */
function knownCurrency(text = ''): string | undefined {
  try {
    return parseCurrency(text)
  } catch {
    return undefined
  }
}

/** The same address with the document in the language that is not shown. */
export function inOtherLanguage(path: string, { locale, user }: PaperQuery) {
  const lang = LOCALES.find((other) => other !== locale) ?? locale
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('lang', lang)
  if (user !== undefined) url.searchParams.set('user', user)
  return { lang, href: url.pathname + url.search }
}

/** The same document as a file, in the language that is shown. */
export function asFile(path: string, { locale, user }: PaperQuery): string {
  const url = new URL(path, 'http://localhost')
  url.searchParams.set('lang', locale)
  if (user !== undefined) url.searchParams.set('user', user)
  return url.pathname + url.search
}

/** Opens something for a page or a file; what does not exist, or is someone else's, is a page that is not there. */
export async function orNotThere<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof AppError && error.status < 500) notFound()
    throw error
  }
}
