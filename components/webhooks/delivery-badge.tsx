import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { WebhookDelivery } from '@/lib/webhooks/webhook-delivery'

const TONES = {
  pending: 'info',
  retrying: 'warning',
  delivered: 'positive',
  failed: 'danger',
  canceled: 'neutral',
} as const satisfies Record<string, Tone>

/** How a delivery stands. */
export function DeliveryBadge({ delivery }: { delivery: WebhookDelivery }) {
  const t = useTranslations('webhooks.status')
  const isRetrying = delivery.status === 'pending' && delivery.attempts > 0
  const status = isRetrying ? 'retrying' : delivery.status
  return (
    <Badge tone={TONES[status]} dot>
      {t(status)}
    </Badge>
  )
}
