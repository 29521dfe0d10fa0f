import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'

type OnThisPageProps = {
  entries: readonly { href: string; label: string }[]
  /** Entries of a word each stand in a line. */
  inLine?: boolean
}

/** What a long page holds, with links to it. */
export function OnThisPage({ entries, inLine = false }: OnThisPageProps) {
  const t = useTranslations('docs')
  if (entries.length < 3) return null
  return (
    <nav aria-label={t('onThisPage')} className="mb-10 border-l-2 border-accent-line pl-4">
      <ul className={cn('text-sm', inLine ? 'flex flex-wrap gap-x-5' : 'grid gap-x-8 sm:grid-cols-2')}>
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
