import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { guidePath } from '@/components/shell/paths'
import { CodeTint } from '@/components/site/code-tint'
import { Badge } from '@/components/ui/badge'
import { CodeBlock } from '@/components/ui/code-block'
import { TextLink } from '@/components/ui/text-link'
import type { ApiAnswer, ApiOperation } from '@/lib/docs/operation'
import { FieldList } from './field-list'
import { InlineMarkdown } from './inline-markdown'
import { Markdown } from './markdown'
import { MethodBadge } from './method-badge'

type OperationSectionProps = {
  operation: ApiOperation
  /** Where the call can be tried. */
  children: ReactNode
}

/** One call: what it is for, what it takes, what it answers, and how it looks. */
export function OperationSection({ operation, children }: OperationSectionProps) {
  const t = useTranslations('docs')
  const { id, method, path, summary, description, body, answers } = operation
  const parametersIn = (place: string) => operation.parameters.filter((one) => one.in === place)
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="border-t border-line py-10 first:border-t-0 first:pt-0"
    >
      <h2 id={`${id}-title`} lang="en" className="text-xl/7 font-semibold tracking-[-0.015em]">
        <a
          href={`#${id}`}
          className="rounded-sm hover:underline hover:decoration-line-strong hover:underline-offset-4"
        >
          {summary}
        </a>
      </h2>
      <p className="mt-2.5 flex min-w-0 items-center gap-2.5">
        <MethodBadge method={method} />
        <code className="min-w-0 font-mono text-[0.8125rem] break-all text-ink">{path}</code>
      </p>
      <div className="mt-5 grid min-w-0 gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,25rem)]">
        <div className="min-w-0">
          <Access operation={operation} />
          {description !== '' && (
            <div className="mt-3" lang="en">
              <Markdown text={description} />
            </div>
          )}
          <Fields title={t('path')} fields={parametersIn('path')} />
          <Fields title={t('query')} fields={parametersIn('query')} />
          <Fields title={t('headers')} fields={parametersIn('header')} />
          {body && <Fields title={t('body')} fields={body.fields} />}
          <h3 className={PART_TITLE}>{t('answers')}</h3>
          {answers.map((answer) => (
            <Answer key={answer.status} answer={answer} />
          ))}
          <Refusals operation={operation} />
        </div>
        <div className="min-w-0 xl:sticky xl:top-20 xl:self-start xl:has-[form]:static">
          <CodeBlock code={operation.curl} label={t('example')}>
            <CodeTint code={operation.curl} />
          </CodeBlock>
          {children}
        </div>
      </div>
    </section>
  )
}

const PART_TITLE = 'mt-6 text-[0.8125rem]/6 font-semibold text-ink'

function Access({ operation: { scope, forOperators } }: { operation: ApiOperation }) {
  const t = useTranslations('docs')
  if (scope === null) return <Badge tone="positive">{t('public')}</Badge>
  return (
    <p className="flex flex-wrap items-center gap-2 text-[0.8125rem] text-muted">
      {forOperators && <Badge tone="accent">{t('forOperators')}</Badge>}
      {t.rich('scope', { scope: () => <InlineMarkdown text={`\`${scope}\``} /> })}
    </p>
  )
}

function Fields({
  title,
  fields,
}: {
  title: string
  fields: ApiOperation['parameters'] | ApiAnswer['fields']
}) {
  if (fields.length === 0) return null
  return (
    <>
      <h3 className={PART_TITLE}>{title}</h3>
      <FieldList fields={fields} showRequired />
    </>
  )
}

function Answer({ answer }: { answer: ApiAnswer }) {
  const t = useTranslations('docs')
  return (
    <details className="group mt-2 rounded-control border border-line bg-surface">
      <summary className="flex min-h-10 flex-wrap items-center gap-x-2.5 gap-y-1 rounded-control px-3 py-1.5 text-sm">
        <Badge tone="positive">{answer.status}</Badge>
        <span lang="en">{answer.about}</span>
        <span className="ml-auto text-xs text-subtle">{t('fields', { count: answer.fields.length })}</span>
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

function Refusals({ operation: { refusals } }: { operation: ApiOperation }) {
  const t = useTranslations('docs')
  return (
    <>
      <h3 className={PART_TITLE}>{t('refusals')}</h3>
      <ul className="mt-2 flex flex-col gap-1.5 text-[0.8125rem]/6 text-muted">
        {refusals.map(({ status, codes }) => (
          <li key={status} className="flex gap-2.5">
            <span className="w-8 shrink-0 font-mono text-subtle tabular-nums">{status}</span>
            <span className="min-w-0">
              <InlineMarkdown text={codes.map((code) => `\`${code}\``).join(' ')} />
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-[0.8125rem]/5 text-subtle">
        <TextLink href={guidePath('errors')}>{t('allErrors')}</TextLink>
      </p>
    </>
  )
}
