import { useLocale, useTranslations } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { formatRate } from '@/lib/money'
import { formatMoney } from './format-money'

/** Hourly prices go down to a millionth of the minor unit. */
const RATE_EXTRA_DIGITS = 6

type HourlyRateProps = {
  currency: string
  className?: string
} & (
  | { /** Millionths of a minor unit per hour. */ hourlyRateMicros: bigint; value?: never }
  | { /** Major units per hour as a plain decimal string. */ value: string; hourlyRateMicros?: never }
)

/** A price per hour, with as many digits as it has: “₽150.00/h”, “$0.00893/h”. */
export function HourlyRate({ hourlyRateMicros, value, currency, className }: HourlyRateProps) {
  const locale = useLocale()
  const t = useTranslations('money')
  const decimal = hourlyRateMicros === undefined ? value : formatRate(hourlyRateMicros, currency)
  return (
    <data value={decimal} className={cn('whitespace-nowrap tabular-nums', className)}>
      {t.rich('perHour', {
        price: formatMoney(decimal, { locale, currency, extraDigits: RATE_EXTRA_DIGITS }),
        unit: (chunks) => <span className="font-normal text-subtle">{chunks}</span>,
      })}
    </data>
  )
}
