import { useLocale, useTranslations } from 'next-intl'
import { formatMoney } from '@/components/money/format-money'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import type { Tariff } from '@/lib/billing/tariffs/tariff'
import { formatRate } from '@/lib/money'
import { ChangeSubscription } from './change-subscription'
import { ResumeSubscription } from './resume-subscription'
import { StopSubscription } from './stop-subscription'

type SubscriptionActionsProps = {
  subscription: Subscription
  tariffs: readonly Tariff[]
  /** Leaves resuming out, where the page offers it by itself. */
  withoutResume?: boolean
}

/** What can be done with a subscription that was not stopped. */
export function SubscriptionActions({ subscription, tariffs, withoutResume }: SubscriptionActionsProps) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const { id, name, quantity, currency, entitled } = subscription
  const priced = (tariffName: string, hourlyRateMicros: bigint) => {
    const rate = formatRate(hourlyRateMicros, currency)
    return t('priced', { name: tariffName, price: formatMoney(rate, { locale, currency, extraDigits: 6 }) })
  }
  // The same tariff is a choice only where its price today, or its cap, is another than the one agreed.
  const others = tariffs.filter(
    (tariff) =>
      tariff.currency === currency &&
      (tariff.id !== subscription.tariffId ||
        tariff.hourlyRateMicros !== subscription.unitHourlyRateMicros ||
        tariff.monthlyCapHours !== subscription.monthlyCapHours),
  )
  const choices = [
    { value: '', label: priced(subscription.tariffName, subscription.unitHourlyRateMicros) },
    ...others.map((tariff) => ({ value: tariff.id, label: priced(tariff.name, tariff.hourlyRateMicros) })),
  ]
  return (
    <div className="flex flex-wrap gap-2">
      {subscription.canResume && !withoutResume && <ResumeSubscription subscription={subscription} />}
      <ChangeSubscription
        label={name || subscription.tariffName}
        subscription={{ id, name, quantity, currency, entitled }}
        tariffs={choices}
      />
      <StopSubscription subscription={subscription} />
    </div>
  )
}
