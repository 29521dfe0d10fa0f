import { useTranslations } from 'next-intl'

type OnThisPageProps = { entries: readonly { href: string; label: string }[]; lang?: string }

/** What a long page holds, with links to it. */
export function OnThisPage({ entries, lang }: OnThisPageProps) {
  const t = useTranslations('docs')
  if (entries.length < 3) return null
  return (
    <nav aria-label={t('onThisPage')} className="mb-10 border-l-2 border-accent-line pl-4">
      <ul className="grid gap-x-8 text-sm sm:grid-cols-2" lang={lang}>
        {entries.map(({ href, label }) => (
          <li key={href} className="min-w-0">
            <a href={href} className="inline-flex min-h-8 items-center rounded-sm text-muted hover:text-ink">
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
