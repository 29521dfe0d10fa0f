/** The guides in their order, by the names of their files in `docs/guides/{en,ru}` and of their pages. */
export const GUIDES = [
  'quick-start',
  'requests',
  'testing',
  'idempotency',
  'errors',
  'webhooks',
  'holds',
  'operators',
] as const

/** One of the guides. */
export type GuideSlug = (typeof GUIDES)[number]

/** The languages that the guides are written in. */
export type GuideLanguage = 'en' | 'ru'

/** Tells whether a text, such as one of an address, names a guide. */
export function isGuideSlug(text: string): text is GuideSlug {
  return GUIDES.some((slug) => slug === text)
}
