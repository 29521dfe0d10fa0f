import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'

/** Whether an endpoint hears of events, and whether it takes them. */
export function EndpointBadge({ endpoint }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations('webhooks')
  if (!endpoint.enabled && endpoint.switchedOffReason === 'owner') return <Badge dot>{t('off')}</Badge>
  const [tone, words] = !endpoint.enabled
    ? (['danger', 'switchedOff'] as const)
    : endpoint.failingSince
      ? (['warning', 'failing'] as const)
      : (['positive', 'on'] as const)
  return (
    <Badge tone={tone} dot>
      {t(words)}
    </Badge>
  )
}
