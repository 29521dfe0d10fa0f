import { useLocale, useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { currencyName } from '@/components/money/currency-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { Card } from '@/components/ui/card'
import { monthlyEstimateMinor } from '@/lib/billing/monthly-estimate'
import type { Tariff } from '@/lib/billing/tariff'
import { StartTariff } from './start-tariff'

type TariffListProps = { currency: string; tariffs: readonly Tariff[] }

/** The price list of one currency, cheapest first. */
export function TariffList({ currency, tariffs }: TariffListProps) {
  const t = useTranslations('tariffs')
  const locale = useLocale()
  const titleId = `tariffs-${currency}`
  return (
    <section aria-labelledby={titleId}>
      <h2 id={titleId} className="mb-3 text-[0.9375rem]/6 font-semibold tracking-[-0.006em]">
        {currencyName(currency, locale)}
        <span className="ml-2 text-sm font-normal text-subtle">{currency}</span>
      </h2>
      <ul className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
        {tariffs.map((tariff) => (
          <li key={tariff.id}>
            <Card className="flex h-full flex-col p-5">
              <h3 className="font-semibold break-words">{tariff.name}</h3>
              {tariff.description && <p className="mt-1 text-sm/6 text-muted">{tariff.description}</p>}
              <div className="mt-auto flex flex-wrap items-end justify-between gap-x-4 gap-y-3 pt-5">
                <div className="min-w-0">
                  <HourlyRate
                    hourlyRateMicros={tariff.hourlyRateMicros}
                    currency={currency}
                    className="block text-xl/7 font-semibold tracking-[-0.02em]"
                  />
                  <p className="text-[0.8125rem]/5 text-subtle tabular-nums">
                    {t.rich('perMonth', {
                      amount: () => (
                        <Amount
                          amountMinor={monthlyEstimateMinor(tariff.hourlyRateMicros)}
                          currency={currency}
                        />
                      ),
                    })}
                  </p>
                </div>
                <StartTariff tariff={{ id: tariff.id, name: tariff.name, currency }} />
              </div>
            </Card>
          </li>
        ))}
      </ul>
    </section>
  )
}
