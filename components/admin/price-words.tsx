import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { MonthlyPrice } from '@/components/money/monthly-price'

/** What a price says, wherever it comes from. */
export type PriceOf = { hourlyRateMicros: bigint; monthlyCapHours: number | null }

type PriceProps = { price: PriceOf; currency: string }

/** A price in one line: “$0.03571/h, at most $24.00 a month”. */
export function PriceInLine({ price, currency }: PriceProps) {
  return (
    <>
      <HourlyRate hourlyRateMicros={price.hourlyRateMicros} currency={currency} />
      {price.monthlyCapHours !== null && (
        <>
          , <MonthlyPrice price={price} currency={currency} />
        </>
      )}
    </>
  )
}

/** A price's monthly cap below it: after how many hours, and what that comes to. Nothing without one. */
export function CapLine({ price, currency }: PriceProps) {
  const t = useTranslations('adminTariffs')
  if (price.monthlyCapHours === null) return null
  return (
    <span className="block text-[0.8125rem]/5 font-normal text-subtle">
      {t('freeAfter', { hours: price.monthlyCapHours })}, <MonthlyPrice price={price} currency={currency} />
    </span>
  )
}

/** The same in a cell of its own; a dash without one. */
export function CapWords({ price, currency }: PriceProps) {
  const t = useTranslations('adminTariffs')
  if (price.monthlyCapHours === null) return '—'
  return (
    <>
      {t('capHours', { hours: price.monthlyCapHours })}
      <span className="block text-[0.8125rem]/5 text-subtle">
        <MonthlyPrice price={price} currency={currency} />
      </span>
    </>
  )
}
