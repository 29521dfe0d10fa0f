'use server'

import { cookies } from 'next/headers'
import { isLocale, LOCALE_COOKIE } from './locales'

const ONE_YEAR_SECONDS = 365 * 24 * 60 * 60

/** Remembers the visitor's language for a year. An unknown language is ignored: the form offers only known ones. */
export async function setLocale(locale: string): Promise<void> {
  if (!isLocale(locale)) return
  const store = await cookies()
  store.set(LOCALE_COOKIE, locale, { path: '/', maxAge: ONE_YEAR_SECONDS, sameSite: 'lax' })
}
