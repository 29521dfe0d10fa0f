import { useTranslations } from 'next-intl'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'

type Standing = Pick<Subscription, 'status' | 'entitled' | 'canResume' | 'cappedUntil'>

const TONES = {
  active: 'positive',
  capped: 'positive',
  suspended: 'danger',
  waiting: 'warning',
  ended: 'neutral',
} satisfies Record<string, Tone>

/** Whether a subscription serves its user now: by its entitlement, which ends to the millisecond, not by a job. */
export function SubscriptionBadge({ subscription }: { subscription: Standing }) {
  const t = useTranslations('tariffs')
  const state = stateOf(subscription)
  return (
    <Badge tone={TONES[state]} dot>
      {t(state)}
    </Badge>
  )
}

function stateOf({ status, entitled, canResume, cappedUntil }: Standing): keyof typeof TONES {
  if (status === 'canceled') return 'ended'
  if (entitled) return cappedUntil ? 'capped' : 'active'
  return canResume ? 'waiting' : 'suspended'
}
