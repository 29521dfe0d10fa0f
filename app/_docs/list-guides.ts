import { getLocale } from 'next-intl/server'
import { cache } from 'react'
import { GUIDES } from '@/lib/docs/guides'
import { type Guide, readGuide } from '@/lib/docs/read-guide'

/** All guides in the reader's language. */
export const listGuides: () => Promise<Guide[]> = cache(async () => {
  const locale = await getLocale()
  return Promise.all(GUIDES.map((slug) => readGuide(slug, locale)))
})
