import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import type { SubscriptionEvent } from '@/lib/billing/subscriptions/subscription-events'

type SubscriptionEventWordsProps = { events: readonly SubscriptionEvent[]; currency: string }

/** What happened to a subscription in one change, a line for each thing. */
export function SubscriptionEventWords({ events, currency }: SubscriptionEventWordsProps) {
  return events.map((event) => (
    <span key={event.type} className="block">
      <Words event={event} currency={currency} />
    </span>
  ))
}

function Words({ event, currency }: { event: SubscriptionEvent; currency: string }) {
  const t = useTranslations('subscriptions')
  const cap = (hours: number | null) => (hours === null ? t('noCap') : t('capHours', { hours }))
  switch (event.type) {
    case 'tariff_changed':
    case 'quantity_changed':
      return t(`events.${event.type}`, event)
    case 'cap_changed':
      return t('events.cap_changed', { from: cap(event.from), to: cap(event.to) })
    case 'price_changed':
      return t.rich('events.price_changed', {
        from: () => <HourlyRate hourlyRateMicros={event.from} currency={currency} />,
        to: () => <HourlyRate hourlyRateMicros={event.to} currency={currency} />,
      })
    default:
      return t(`events.${event.type}`)
  }
}
