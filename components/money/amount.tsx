import { useLocale } from 'next-intl'
import { cn } from '@/components/ui/cn'
import { formatMinor } from '@/lib/money'
import { formatMoney } from './format-money'

type AmountProps = {
  currency: string
  /** `movement` shows a plus and green for what comes in, a minus for what goes out; `plain` neither. */
  as?: 'plain' | 'movement'
  className?: string
} & (
  | { /** Minor units. */ amountMinor: bigint; value?: never }
  | {
      /** Major units as a plain decimal string, as the API sends them. */ value: string
      amountMinor?: never
    }
)

/** An amount of money in the reader's language, in digits of equal width. */
export function Amount({ amountMinor, value, currency, as = 'plain', className }: AmountProps) {
  const locale = useLocale()
  const decimal = amountMinor === undefined ? value : formatMinor(amountMinor, currency)
  const comesIn = as === 'movement' && /[1-9]/.test(decimal) && !decimal.startsWith('-')
  return (
    <data
      value={decimal}
      className={cn('whitespace-nowrap tabular-nums', comesIn && 'text-positive', className)}
    >
      {formatMoney(decimal, { locale, currency, sign: as === 'movement' ? 'always' : 'auto' })}
    </data>
  )
}
