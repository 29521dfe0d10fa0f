import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Subscription } from '@/lib/billing/subscription'

/** Whether a subscription serves its user now: by its entitlement, which ends to the millisecond, not by a job. */
export function SubscriptionBadge({ subscription }: { subscription: Pick<Subscription, 'entitled'> }) {
  const t = useTranslations('tariffs')
  return subscription.entitled ? (
    <Badge tone="positive" dot>
      {t('active')}
    </Badge>
  ) : (
    <Badge tone="danger" dot>
      {t('suspended')}
    </Badge>
  )
}
