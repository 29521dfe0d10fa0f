import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { PATHS } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { Card, CardHeader } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import type { Tariff } from '@/lib/billing/tariffs/tariff'
import { SubscriptionActions } from './subscription-actions'
import { SubscriptionBadge } from './subscription-badge'
import { SubscriptionMonth } from './subscription-month'
import { SubscriptionName } from './subscription-name'
import { SubscriptionUpcoming } from './subscription-upcoming'

type SubscriptionListProps = {
  subscriptions: readonly Subscription[]
  tariffs: readonly Tariff[]
  now: Date
  /** Leads to the page of all of them; left out on that page itself. */
  leadsToAll?: boolean
}

/** What the user has running or standing still, to change, to resume and to stop. */
export function SubscriptionList({ subscriptions, tariffs, now, leadsToAll }: SubscriptionListProps) {
  const t = useTranslations('tariffs')
  return (
    <Card aria-labelledby="subscriptions">
      <CardHeader
        id="subscriptions"
        title={t('yours')}
        description={t('yoursText')}
        action={
          leadsToAll && (
            <TextLink href={PATHS.subscriptions} className="inline-flex min-h-8 items-center text-sm">
              {t('all')}
            </TextLink>
          )
        }
      />
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {subscriptions.map((subscription) => (
          <li
            key={subscription.id}
            className="flex flex-col gap-x-6 gap-y-3 px-4 py-4 text-sm sm:flex-row sm:items-center sm:px-6"
          >
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
                <SubscriptionName subscription={subscription} linked />
                <SubscriptionBadge subscription={subscription} />
              </div>
              <p className="mt-1 flex flex-wrap gap-x-4 text-[0.8125rem]/5 text-subtle">
                <span>{t.rich('since', { instant: () => <DateTime value={subscription.startedAt} /> })}</span>
                <SubscriptionMonth subscription={subscription} />
              </p>
              {subscription.upcomingPrice && (
                <p className="mt-1 text-[0.8125rem]/5">
                  <SubscriptionUpcoming subscription={subscription} now={now} />
                </p>
              )}
            </div>
            <HourlyRate
              hourlyRateMicros={subscription.hourlyRateMicros}
              currency={subscription.currency}
              className="text-[0.9375rem] font-medium sm:text-right"
            />
            <SubscriptionActions subscription={subscription} tariffs={tariffs} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
