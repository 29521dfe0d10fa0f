import { useLocale } from 'next-intl'
import { currencyName } from '@/components/money/currency-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { MonthlyPrice } from '@/components/money/monthly-price'
import { Card, CardHeader } from '@/components/ui/card'
import type { Tariff } from '@/lib/billing/tariffs/tariff'
import type { UpcomingPrice } from '@/lib/billing/tariffs/upcoming-price'
import { StartTariff } from './start-tariff'
import { SubscriptionUpcoming } from './subscription-upcoming'

type TariffListProps = {
  currency: string
  tariffs: readonly Tariff[]
  /** What is announced for whoever starts now, by tariff. */
  upcoming: ReadonlyMap<string, UpcomingPrice>
  now: Date
}

/** The price list of one currency, cheapest first. */
export function TariffList({ currency, tariffs, upcoming, now }: TariffListProps) {
  const locale = useLocale()
  const titleId = `tariffs-${currency}`
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader
        id={titleId}
        title={
          <>
            {currencyName(currency, locale)}
            <span className="ml-2 font-normal text-subtle">{currency}</span>
          </>
        }
      />
      <ul className="mt-4 divide-y divide-line border-t border-line">
        {tariffs.map((tariff) => (
          <li
            key={tariff.id}
            className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-3 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_auto_auto] sm:px-6"
          >
            <div className="min-w-0 max-sm:col-span-2">
              <h3 className="text-[0.9375rem]/6 font-medium break-words">{tariff.name}</h3>
              {tariff.description && <p className="text-sm/5 text-muted">{tariff.description}</p>}
              {upcoming.has(tariff.id) && (
                <p className="mt-1 text-[0.8125rem]/5">
                  <SubscriptionUpcoming
                    subscription={{ upcomingPrice: upcoming.get(tariff.id) ?? null, quantity: 1, currency }}
                    now={now}
                  />
                </p>
              )}
            </div>
            <div className="min-w-0 sm:text-right">
              <HourlyRate
                hourlyRateMicros={tariff.hourlyRateMicros}
                currency={currency}
                className="block text-[0.9375rem]/6 font-semibold"
              />
              <p className="text-[0.8125rem]/5 text-subtle tabular-nums">
                <MonthlyPrice price={tariff} currency={currency} />
              </p>
            </div>
            <StartTariff tariff={{ id: tariff.id, name: tariff.name, currency }} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
