import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LinkButton } from './link-button'

type PaginationProps = {
  /** Where the newer page is; leave out on the first. */
  newerHref?: string
  /** Where the list starts, for a list whose cursors lead one way only; leave out on the first page. */
  newestHref?: string | undefined
  /** Where the older page is; leave out on the last. */
  olderHref?: string | undefined
}

/** Steps through a list that is read by cursor, newest first. Shows nothing when all of it fits one page. */
export function Pagination({ newerHref, newestHref, olderHref }: PaginationProps) {
  const t = useTranslations('ui')
  if (!newerHref && !newestHref && !olderHref) return null
  return (
    <nav aria-label={t('pages')} className="flex items-center justify-between gap-3">
      <Step href={newestHref ?? newerHref}>
        {newestHref ? <ChevronsLeft aria-hidden="true" /> : <ChevronLeft aria-hidden="true" />}
        {newestHref ? t('newest') : t('newer')}
      </Step>
      <Step href={olderHref}>
        {t('older')}
        <ChevronRight aria-hidden="true" />
      </Step>
    </nav>
  )
}

function Step({ href, children }: { href?: string | undefined; children: ReactNode }) {
  // An empty place keeps the other step on its own side.
  if (!href) return <span />
  return (
    <LinkButton href={href} variant="secondary" size="sm">
      {children}
    </LinkButton>
  )
}
