import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Card, CardBody, CardHeader } from '@/components/ui/card'
import { ProgressBar } from '@/components/ui/progress-bar'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { hoursOf } from './hours-of'

type SubscriptionCapProps = {
  subscription: Pick<Subscription, 'monthMs' | 'cappedUntil'> & { monthlyCapHours: number }
}

/** How far the month is towards the cap, and from when to when it is free. */
export function SubscriptionCap({ subscription }: SubscriptionCapProps) {
  const t = useTranslations('subscriptions')
  const counts = useTranslations('tariffs')
  const { monthlyCapHours: cap, monthMs, cappedUntil } = subscription
  const counted = hoursOf(monthMs)
  const words = counts('hoursOfCap', { counted, cap })
  return (
    <Card aria-labelledby="cap">
      <CardHeader id="cap" title={t('cap')} description={t('capText', { hours: cap })} />
      <CardBody className="flex flex-col gap-2.5 text-sm">
        <ProgressBar
          label={`${t('cap')}: ${words}`}
          percent={Math.min(100, Math.floor((100 * counted) / cap))}
          tone={cappedUntil ? 'positive' : 'accent'}
        />
        <p className="flex flex-wrap justify-between gap-x-6 gap-y-1 tabular-nums">
          <span className="font-medium">{words}</span>
          {cappedUntil && (
            <span className="text-positive">
              {t.rich('capReached', { instant: () => <DateTime value={cappedUntil} /> })}
            </span>
          )}
        </p>
      </CardBody>
    </Card>
  )
}
