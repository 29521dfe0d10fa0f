import { ChevronDown } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { ApiAnswer } from '@/lib/docs/operation'
import { FieldList } from './field-list'
import { InlineMarkdown } from './inline-markdown'

/** What a call answers with one status, to be folded away. */
export function AnswerFields({ answer }: { answer: ApiAnswer }) {
  const t = useTranslations('docs')
  return (
    <details open className="group mt-2 rounded-control border border-line bg-surface">
      <summary className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-control px-3 py-1.5 text-sm">
        <Badge tone="positive">{answer.status}</Badge>
        <span lang="en">{answer.about}</span>
        <span className="ml-auto text-xs text-subtle">{t('fields', { count: answer.fields.length })}</span>
        <ChevronDown
          aria-hidden="true"
          className="size-4 shrink-0 text-subtle transition-transform group-open:rotate-180"
        />
      </summary>
      <div className="border-t border-line px-3">
        <FieldList fields={answer.fields} />
      </div>
      {answer.types.length > 1 && (
        <p className="border-t border-line px-3 py-2 text-xs text-muted">
          {t('alsoAs')} <InlineMarkdown text={answer.types.map((type) => `\`${type}\``).join(', ')} />
        </p>
      )}
    </details>
  )
}
