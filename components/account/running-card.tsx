import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { PATHS } from '@/components/shell/paths'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'
import { TextLink } from '@/components/ui/text-link'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { SubscriptionBadge } from './subscription-badge'
import { SubscriptionName } from './subscription-name'

/** What runs now, and what it costs an hour. */
export function RunningCard({ subscriptions }: { subscriptions: readonly Subscription[] }) {
  const t = useTranslations('balance.running')
  return (
    <Card aria-labelledby="running">
      <CardHeader
        id="running"
        title={t('title')}
        action={
          subscriptions.length > 0 && (
            <TextLink href={PATHS.subscriptions} className="inline-flex min-h-8 items-center text-sm">
              {t('manage')}
            </TextLink>
          )
        }
      />
      {subscriptions.length === 0 ? (
        <EmptyState
          className="py-9"
          title={t('emptyTitle')}
          description={t('emptyText')}
          action={
            <LinkButton href={PATHS.tariffs} variant="secondary">
              {t('choose')}
            </LinkButton>
          }
        />
      ) : (
        <ul className="mt-3 divide-y divide-line border-t border-line">
          {subscriptions.map((subscription) => (
            <li
              key={subscription.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1.5 px-4 py-3.5 text-sm sm:px-6"
            >
              <SubscriptionName subscription={subscription} linked />
              <span className="flex items-center gap-4">
                <SubscriptionBadge subscription={subscription} />
                <HourlyRate
                  hourlyRateMicros={subscription.hourlyRateMicros}
                  currency={subscription.currency}
                  className="font-medium"
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
