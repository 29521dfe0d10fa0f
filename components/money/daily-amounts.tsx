import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { BarChart } from '@/components/ui/bar-chart'
import { formatMinor } from '@/lib/money'
import { Amount } from './amount'
import { formatMoney } from './format-money'

/** Minor units of one day, which is named by its first instant in UTC. */
type DailyAmount = { day: Date; amountMinor: bigint }

type DailyAmountsProps = {
  /** Oldest first, each ≥ 0; the last one is today so far. */
  days: readonly DailyAmount[]
  currency: string
  /** What the amounts are, such as “Spent in 14 days”. */
  title: string
}

/** Amounts day by day, and in all. Nothing where all of them are nothing. */
export function DailyAmounts({ days, currency, title }: DailyAmountsProps) {
  const t = useTranslations('dailyAmounts')
  const locale = useLocale()
  const formatter = useFormatter()
  const totalMinor = days.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)
  const [first] = days
  if (!first || totalMinor === 0n) return null
  const most = days.reduce((top, one) => (one.amountMinor > top.amountMinor ? one : top), first)
  const money = (amountMinor: bigint) => formatMoney(formatMinor(amountMinor, currency), { locale, currency })
  const dayOf = (day: Date) => formatter.dateTime(day, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  return (
    <figure className="min-w-0">
      <figcaption className="mb-2 flex items-baseline justify-between gap-4 text-[0.8125rem] text-muted">
        {title}
        <Amount amountMinor={totalMinor} currency={currency} className="font-medium text-ink" />
      </figcaption>
      <BarChart
        className="h-14"
        label={t('label', {
          title,
          total: money(totalMinor),
          most: money(most.amountMinor),
          day: dayOf(most.day),
        })}
        bars={days.map(({ day, amountMinor }) => ({
          id: day.toISOString(),
          percent: Number((amountMinor * 1000n) / most.amountMinor) / 10,
          title: `${dayOf(day)}: ${money(amountMinor)}`,
        }))}
      />
      <div aria-hidden="true" className="mt-1.5 flex justify-between text-xs text-subtle">
        <span>{dayOf(first.day)}</span>
        <span>{t('today')}</span>
      </div>
    </figure>
  )
}
