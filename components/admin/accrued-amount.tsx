import { useLocale } from 'next-intl'
import { formatMoney } from '@/components/money/format-money'
import { cn } from '@/components/ui/cn'
import { formatAccrual } from '@/lib/proof/accrual'

/** Accrual is shown to the millionth of the minor unit. */
const EXTRA_DIGITS = 6

type AccruedAmountProps = {
  /** Rate micros × milliseconds. */
  accrual: bigint
  currency: string
  className?: string
}

/** What time has cost, finer than money can be charged: “₽75.000000”, “₽0.004317”. */
export function AccruedAmount({ accrual, currency, className }: AccruedAmountProps) {
  const locale = useLocale()
  const decimal = formatAccrual(accrual, currency)
  return (
    <data value={decimal} className={cn('whitespace-nowrap tabular-nums', className)}>
      {formatMoney(decimal, { locale, currency, extraDigits: EXTRA_DIGITS })}
    </data>
  )
}
