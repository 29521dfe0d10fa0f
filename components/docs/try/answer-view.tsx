'use client'

import { useTranslations } from 'next-intl'
import { CodeTint } from '@/components/site/code-tint'
import { Badge } from '@/components/ui/badge'
import { CodeBlock } from '@/components/ui/code-block'
import type { TriedAnswer } from './send-call'

/** What a call answered: status, time, headers and body. */
export function AnswerView({ answer }: { answer: TriedAnswer }) {
  const t = useTranslations('tryCall')
  const { status, statusText, took, headers, body } = answer
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={status < 300 ? 'positive' : status < 500 ? 'warning' : 'danger'}>
          {status} {statusText}
        </Badge>
        <span className="text-subtle tabular-nums">{t('took', { took })}</span>
      </p>
      <details className="text-[0.8125rem]">
        <summary className="min-h-8 rounded-sm py-1 text-muted">
          {t('headers', { count: headers.length })}
        </summary>
        <dl className="mt-1 flex flex-col gap-1 font-mono text-xs/5">
          {headers.map(([name, value]) => (
            <div key={name} className="break-all">
              <dt className="inline text-subtle">{name}: </dt>
              <dd className="inline text-ink">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      {body !== '' && (
        <CodeBlock code={body} label={t('answer')} className="[&_pre]:max-h-96">
          <CodeTint code={body} />
        </CodeBlock>
      )}
    </div>
  )
}
