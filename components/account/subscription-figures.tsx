import { CalendarClock } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { BEYOND_DATES_MS, TimeLeft } from '@/components/time/time-left'
import { Card, CardBody } from '@/components/ui/card'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { comesBefore } from '@/lib/billing/tariffs/upcoming-price'
import { SubscriptionUpcoming } from './subscription-upcoming'

/** What a subscription costs, since when it is there, and until when it serves. */
export function SubscriptionFigures({ subscription, now }: { subscription: Subscription; now: Date }) {
  const t = useTranslations('subscriptions')
  const { currency, quantity, entitled, entitledUntil, startedAt, endedAt } = subscription
  const left = () => <TimeLeft untilMs={entitledUntil?.getTime() ?? BEYOND_DATES_MS} now={now} />
  return (
    <Card>
      <CardBody className="flex flex-col gap-5">
        <StatGroup>
          {!endedAt && (
            <Stat
              label={t('costsNow')}
              value={<Rate hourlyRateMicros={subscription.chargedRateMicros} currency={currency} />}
            />
          )}
          <Stat
            label={t('price')}
            value={<Rate hourlyRateMicros={subscription.hourlyRateMicros} currency={currency} />}
            hint={
              quantity > 1 && (
                <>
                  {quantity} ×{' '}
                  <HourlyRate hourlyRateMicros={subscription.unitHourlyRateMicros} currency={currency} />
                </>
              )
            }
          />
          <Stat className="max-sm:col-span-2" label={t('started')} value={<Instant value={startedAt} />} />
          {endedAt && (
            <Stat className="max-sm:col-span-2" label={t('stoppedAt')} value={<Instant value={endedAt} />} />
          )}
        </StatGroup>
        {subscription.upcomingPrice && (
          <p className="flex items-baseline gap-2 border-t border-line pt-4 text-sm">
            <CalendarClock aria-hidden="true" className="size-4 shrink-0 self-center text-accent" />
            <span>
              <SubscriptionUpcoming subscription={subscription} now={now} />
            </span>
          </p>
        )}
        {entitled && (
          <p className="border-t border-line pt-4 text-sm text-muted">
            {comesBefore(subscription.upcomingPrice, entitledUntil) ? t.rich('atPriceNow', { left }) : left()}
          </p>
        )}
      </CardBody>
    </Card>
  )
}

/** Prices can have eight digits after the point; a phone has room for them in smaller ones. */
function Rate(props: { hourlyRateMicros: bigint; currency: string }) {
  return <HourlyRate {...props} className="max-sm:text-[0.9375rem]/7 max-sm:tracking-normal" />
}

function Instant({ value }: { value: Date }): ReactNode {
  return <DateTime value={value} className="text-[0.9375rem]/7 font-medium tracking-normal" />
}
