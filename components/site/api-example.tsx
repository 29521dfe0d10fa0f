import { BookOpen } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { PATHS } from '@/components/shell/paths'
import { CodeBlock } from '@/components/ui/code-block'
import { LinkButton } from '@/components/ui/link-button'
import { env } from '@/lib/env'
import { CodeTint } from './code-tint'
import { Section } from './section'

const request = (origin: string) => `curl ${origin}/api/v1/payment \\
  -H "Authorization: Bearer $HOURGLASS_KEY" \\
  -H "Content-Type: application/json" \\
  -H "Idempotency-Key: order-1342" \\
  -d '{
    "value": 1342.00,
    "currency": "RUB",
    "description": "Оплата подписки"
  }'`

const answer = (origin: string) => `{
  "id": "019a6c1e-7d42-7b0e-9a51-3f1c8e2d4b60",
  "status": "pending",
  "value": "1342.00",
  "currency": "RUB",
  "description": "Оплата подписки",
  "confirmation_url": "${origin}/pay/019a6c1e…",
  "created_at": "2026-11-22T20:37:04.118Z",
  "paid_at": null
}`

/** One call of the API with its answer. */
export function ApiExample() {
  const t = useTranslations('site.api')
  const { origin } = new URL(env().APP_URL)
  return (
    <Section id="api" title={t('title')} lead={t('lead')}>
      <div className="grid min-w-0 gap-4 lg:grid-cols-2 lg:gap-6">
        <CodeBlock code={request(origin)} label={t('request')}>
          <CodeTint code={request(origin)} />
        </CodeBlock>
        <CodeBlock code={answer(origin)} label={t('answer')}>
          <CodeTint code={answer(origin)} />
        </CodeBlock>
      </div>
      <p className="mt-6">
        <LinkButton href={PATHS.docs} variant="secondary">
          <BookOpen aria-hidden="true" />
          {t('docs')}
        </LinkButton>
      </p>
    </Section>
  )
}
