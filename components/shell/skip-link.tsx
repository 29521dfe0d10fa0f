import { useTranslations } from 'next-intl'

/** The id of every page's `main`, where the skip link leads. */
export const MAIN_ID = 'main'

/** The first stop of the keyboard: past the navigation to the page itself. */
export function SkipLink() {
  const t = useTranslations('shell')
  return (
    <a
      href={`#${MAIN_ID}`}
      className="sr-only z-50 rounded-control bg-solid px-4 py-2 text-sm font-medium text-on-solid focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
    >
      {t('skip')}
    </a>
  )
}
