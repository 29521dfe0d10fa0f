import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { CodeTint } from '@/components/site/code-tint'
import { Badge } from '@/components/ui/badge'
import { CodeBlock } from '@/components/ui/code-block'
import type { ApiOperation } from '@/lib/docs/operation'
import { AnswerFields } from './answer-fields'
import { FieldList } from './field-list'
import { InlineMarkdown } from './inline-markdown'
import { Markdown } from './markdown'
import { MethodBadge } from './method-badge'
import { OnThisPage } from './on-this-page'
import { RefusalList } from './refusal-list'

type OperationArticleProps = {
  operation: ApiOperation
  /** Where the call can be tried. */
  children: ReactNode
}

/** One call: what it is for, how it looks, what it takes and what it answers. */
export function OperationArticle({ operation, children }: OperationArticleProps) {
  const t = useTranslations('docs')
  const { method, path, summary, description, curl } = operation
  const parts = partsOf(operation)
  return (
    <article>
      <h1 className="text-3xl/10 font-semibold tracking-[-0.025em] text-balance">{summary}</h1>
      <p className="mt-3 flex min-w-0 items-center gap-2.5">
        <MethodBadge method={method} />
        <code className="min-w-0 font-mono text-sm break-all text-ink">{path}</code>
      </p>
      {/* On a phone the example stands before the fields; beside them where there is room. */}
      <div className="mt-6 grid min-w-0 gap-x-10 gap-y-8 xl:grid-cols-[minmax(0,1fr)_minmax(0,25rem)] xl:grid-rows-[auto_1fr]">
        <div className="min-w-0">
          <Access operation={operation} />
          {description !== '' && (
            <div className="mt-4">
              <Markdown text={description} />
            </div>
          )}
        </div>
        <div className="min-w-0 xl:sticky xl:top-20 xl:col-start-2 xl:row-span-2 xl:row-start-1 xl:self-start xl:has-[form]:static">
          <CodeBlock code={curl} label={t('example')}>
            <CodeTint code={curl} />
          </CodeBlock>
          {children}
        </div>
        <div className="min-w-0">
          <OnThisPage inLine entries={parts.map(({ id }) => ({ href: `#${id}`, label: t(id) }))} />
          <div className="flex flex-col gap-8">
            {parts.map(({ id, content }) => (
              <section key={id} aria-labelledby={id}>
                <h2 id={id} className="text-[0.9375rem]/6 font-semibold">
                  {t(id)}
                </h2>
                {content}
              </section>
            ))}
          </div>
        </div>
      </div>
    </article>
  )
}

/** A part of the page by its anchor, which names its title too. */
type Part = { id: 'path' | 'query' | 'headers' | 'body' | 'answers' | 'refusals'; content: ReactNode }

function partsOf({ parameters, body, answers, refusals }: ApiOperation): Part[] {
  const taken = [
    { id: 'path', fields: parameters.filter((one) => one.in === 'path') },
    { id: 'query', fields: parameters.filter((one) => one.in === 'query') },
    { id: 'headers', fields: parameters.filter((one) => one.in === 'header') },
    { id: 'body', fields: body?.fields ?? [] },
  ] as const
  return [
    ...taken
      .filter(({ fields }) => fields.length > 0)
      .map(({ id, fields }) => ({ id, content: <FieldList fields={fields} showRequired /> })),
    {
      id: 'answers',
      content: answers.map((answer) => <AnswerFields key={answer.status} answer={answer} />),
    },
    { id: 'refusals', content: <RefusalList refusals={refusals} /> },
  ]
}

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
