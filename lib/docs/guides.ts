/** The guides in their order, by the names of their files in `docs/guides/{en,ru}` and of their pages. */
export const GUIDES = [
  'quick-start',
  'requests',
  'testing',
  'idempotency',
  'errors',
  'webhooks',
  'holds',
  'saved-cards',
  'refunds',
  'operators',
] as const

/** One of the guides. */
export type GuideSlug = (typeof GUIDES)[number]

/** The languages that the guides are written in. */
export type GuideLanguage = 'en' | 'ru'

/** Those that one follows in a sandbox of one's own: they speak of test cards and of its clock. */
export const SANDBOX_GUIDES: readonly GuideSlug[] = ['quick-start', 'testing']

/** Tells whether a text, such as one of an address, names a guide. */
export function isGuideSlug(text: string): text is GuideSlug {
  return GUIDES.some((slug) => slug === text)
}
