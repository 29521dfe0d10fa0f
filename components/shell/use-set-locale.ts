'use client'

import { useTransition } from 'react'
import { setLocale } from '@/app/_i18n/set-locale'

/** Changes the language; the action sets a cookie, upon which Next renders the page again in it. */
export function useSetLocale(): (locale: string) => void {
  const [, start] = useTransition()
  return (locale) => start(() => setLocale(locale))
}
