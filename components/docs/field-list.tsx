import { useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import type { ApiField } from '@/lib/docs/operation'
import { InlineMarkdown } from './inline-markdown'

/** Indentation by how deep a field is nested. */
const INDENT = ['', 'ml-4', 'ml-8', 'ml-12', 'ml-16']

type FieldListProps = {
  fields: readonly ApiField[]
  /** Answers always have all their fields, so it is not said of each. */
  showRequired?: boolean
}

/** The fields of a body or an answer with what each may be. */
export function FieldList({ fields, showRequired }: FieldListProps) {
  const t = useTranslations('docs')
  return (
    <ul className="divide-y divide-line">
      {fields.map((field, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: one name can stand in several objects of an answer.
          key={index}
          className={cn('py-2.5', field.depth > 0 && 'border-l-2 border-l-line pl-3', INDENT[field.depth])}
        >
          <p className="flex flex-wrap items-baseline gap-x-2 gap-y-0.5">
            <code className="font-mono text-[0.8125rem] font-medium break-all text-ink">{field.name}</code>
            <span className="text-xs text-subtle">
              {field.type}
              {field.bounds && `, ${field.bounds}`}
            </span>
            {showRequired && field.required && (
              <span className="text-xs font-medium text-accent">{t('required')}</span>
            )}
          </p>
          <FieldWords field={field} />
        </li>
      ))}
    </ul>
  )
}

function FieldWords({ field }: { field: ApiField }) {
  const t = useTranslations('docs')
  const { description, choices } = field
  if (description === '' && choices.length === 0 && field.default === undefined) return null
  return (
    <div className="mt-0.5 text-[0.8125rem]/5 text-muted">
      {description !== '' && (
        <p>
          <InlineMarkdown text={description} />
        </p>
      )}
      {choices.length > 0 && (
        <p>
          {t('oneOf')} <InlineMarkdown text={choices.map((choice) => `\`${choice}\``).join(', ')} />
        </p>
      )}
      {field.default !== undefined && (
        <p>
          {t('default')} <InlineMarkdown text={`\`${field.default}\``} />
        </p>
      )}
    </div>
  )
}
