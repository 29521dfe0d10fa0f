import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { hoursOf } from './hours-of'

type SubscriptionMonthProps = {
  subscription: Pick<Subscription, 'monthlyCapHours' | 'monthMs' | 'cappedUntil'>
}

/** How far the month of a subscription with a cap is, in a few words. Nothing for one without. */
export function SubscriptionMonth({ subscription }: SubscriptionMonthProps) {
  const t = useTranslations('tariffs')
  const { monthlyCapHours: cap, monthMs, cappedUntil } = subscription
  if (cap === null) return null
  return (
    <span className="tabular-nums">
      {cappedUntil
        ? t.rich('freeUntil', { instant: () => <DateTime value={cappedUntil} format="day" /> })
        : t('hoursOfCap', { counted: hoursOf(monthMs), cap })}
    </span>
  )
}
