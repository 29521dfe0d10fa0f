import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { operationPath } from '@/components/shell/paths'
import { Badge } from '@/components/ui/badge'
import type { ApiChapter } from '@/lib/docs/operation'
import { MethodBadge } from './method-badge'

type OperationListProps = {
  chapter: ApiChapter
  /** Names each entry by its call, so that `#createPayment` leads to it. */
  anchored?: boolean
}

/** The calls of a chapter, each leading to its page. */
export function OperationList({ chapter, anchored = false }: OperationListProps) {
  const t = useTranslations('docs')
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card">
      {chapter.operations.map(({ id, method, path, summary, forOperators }) => (
        <li key={id} {...(anchored ? { id, className: 'target:bg-accent-soft' } : {})}>
          <Link
            href={operationPath(chapter.slug, id)}
            className="flex flex-col gap-x-4 gap-y-1 px-4 py-2.5 -outline-offset-2 transition-colors hover:bg-sunken/70 sm:flex-row sm:items-center"
          >
            <span className="flex min-w-0 items-center gap-2.5 sm:w-1/2 sm:shrink-0">
              <MethodBadge method={method} />
              <code className="min-w-0 font-mono text-[0.8125rem] break-all text-ink">{path}</code>
            </span>
            <span className="flex min-w-0 grow flex-wrap items-center justify-between gap-x-3 gap-y-1 text-sm text-muted">
              <span>{summary}</span>
              {forOperators && chapter.slug !== 'operators' && (
                <Badge tone="accent">{t('forOperators')}</Badge>
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
