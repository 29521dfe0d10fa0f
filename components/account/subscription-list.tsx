import { useLocale, useTranslations } from 'next-intl'
import { stopSubscription } from '@/app/_actions/subscriptions'
import { formatMoney } from '@/components/money/format-money'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { Button } from '@/components/ui/button'
import { Card, CardHeader } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { Subscription } from '@/lib/billing/subscription'
import type { Tariff } from '@/lib/billing/tariff'
import { formatRate } from '@/lib/money'
import { ChangeSubscription } from './change-subscription'
import { SubscriptionBadge } from './subscription-badge'
import { SubscriptionName } from './subscription-name'

type SubscriptionListProps = { subscriptions: readonly Subscription[]; tariffs: readonly Tariff[] }

/** What the user has running or standing still, to change and to stop. */
export function SubscriptionList({ subscriptions, tariffs }: SubscriptionListProps) {
  const t = useTranslations('tariffs')
  return (
    <Card aria-labelledby="subscriptions">
      <CardHeader id="subscriptions" title={t('yours')} description={t('yoursText')} />
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {subscriptions.map((subscription) => (
          <li
            key={subscription.id}
            className="flex flex-col gap-x-6 gap-y-3 px-4 py-4 text-sm sm:flex-row sm:items-center sm:px-6"
          >
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
                <SubscriptionName subscription={subscription} />
                <SubscriptionBadge subscription={subscription} />
              </div>
              <p className="mt-1 text-[0.8125rem]/5 text-subtle">
                {t.rich('since', { instant: () => <DateTime value={subscription.startedAt} /> })}
              </p>
            </div>
            <HourlyRate
              hourlyRateMicros={subscription.hourlyRateMicros}
              currency={subscription.currency}
              className="text-[0.9375rem] font-medium sm:text-right"
            />
            <Actions subscription={subscription} tariffs={tariffs} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Actions({ subscription, tariffs }: { subscription: Subscription; tariffs: readonly Tariff[] }) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const { id, name, quantity, currency, entitled } = subscription
  const label = name || subscription.tariffName
  const priced = (tariffName: string, hourlyRateMicros: bigint) => {
    const rate = formatRate(hourlyRateMicros, currency)
    return t('priced', { name: tariffName, price: formatMoney(rate, { locale, currency, extraDigits: 6 }) })
  }
  // The same tariff is a choice only where its price today is another than the one agreed.
  const others = tariffs.filter(
    (tariff) =>
      tariff.currency === currency &&
      (tariff.id !== subscription.tariffId || tariff.hourlyRateMicros !== subscription.unitHourlyRateMicros),
  )
  const choices = [
    { value: '', label: priced(subscription.tariffName, subscription.unitHourlyRateMicros) },
    ...others.map((tariff) => ({ value: tariff.id, label: priced(tariff.name, tariff.hourlyRateMicros) })),
  ]
  return (
    <div className="flex gap-2">
      <ChangeSubscription
        label={label}
        subscription={{ id, name, quantity, currency, entitled }}
        tariffs={choices}
      />
      <ConfirmDialog
        trigger={
          <Button variant="danger-quiet" size="sm" aria-label={t('stopNamed', { name: label })}>
            {t('stop')}
          </Button>
        }
        title={t('stopTitle', { name: label })}
        description={entitled ? t('stopText') : t('stopSuspendedText')}
        confirmLabel={t('stop')}
        tone="danger"
        action={stopSubscription}
        fields={{ subscription: id }}
        successMessage={t('stopped', { name: label })}
      />
    </div>
  )
}
