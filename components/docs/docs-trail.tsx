import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'

/** The pages above this one, the outermost first. */
export function DocsTrail({ above }: { above: readonly { href: string; label: string }[] }) {
  const t = useTranslations('docs')
  return (
    <nav aria-label={t('trail')} className="mb-3">
      <ol className="flex flex-wrap items-center gap-1.5 text-sm text-muted">
        {above.map(({ href, label }, index) => (
          <Fragment key={href}>
            {index > 0 && (
              <li aria-hidden="true">
                <ChevronRight className="size-3.5 text-subtle" />
              </li>
            )}
            <li>
              <Link
                href={href}
                className="inline-flex min-h-8 items-center rounded-sm hover:text-ink hover:underline hover:underline-offset-4"
              >
                {label}
              </Link>
            </li>
          </Fragment>
        ))}
      </ol>
    </nav>
  )
}
