import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkButton } from './link-button'

type PaginationProps = {
  /** Where the newer page is; leave out on the first. */
  newerHref?: string
  /** Where the older page is; leave out on the last. */
  olderHref?: string
}

/** Steps through a list that is read by cursor, newest first. Shows nothing when all of it fits one page. */
export function Pagination({ newerHref, olderHref }: PaginationProps) {
  const t = useTranslations('ui')
  if (!newerHref && !olderHref) return null
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-3">
      <Step href={newerHref}>
        <ChevronLeft aria-hidden="true" />
        {t('newer')}
      </Step>
      <Step href={olderHref}>
        {t('older')}
        <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  )
}

function Step({ href, children }: { href?: string; children: ReactNode }) {
  // An empty place keeps the other step on its own side.
  if (!href) return <span />
  return (
    <LinkButton href={href} variant="secondary" size="sm">
      {children}
    </LinkButton>
  )
}
