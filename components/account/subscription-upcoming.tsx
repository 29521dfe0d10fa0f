import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'

type SubscriptionUpcomingProps = {
  subscription: Pick<Subscription, 'upcomingPrice' | 'quantity' | 'currency'>
  now: Date
}

/** What it will cost, and from when, in a sentence. Nothing where no other price is announced. */
export function SubscriptionUpcoming({ subscription, now }: SubscriptionUpcomingProps) {
  const t = useTranslations('subscriptions')
  const { upcomingPrice: price, quantity, currency } = subscription
  if (!price) return null
  const { effectiveFrom, monthlyCapHours: hours } = price
  const rate = () => (
    <HourlyRate hourlyRateMicros={price.hourlyRateMicros * BigInt(quantity)} currency={currency} />
  )
  if (effectiveFrom <= now) return t.rich('moving', { rate })
  const instant = () => <DateTime value={effectiveFrom} />
  return hours === null
    ? t.rich('upcoming', { instant, rate })
    : t.rich('upcomingCap', { instant, rate, hours })
}
