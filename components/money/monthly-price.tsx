import { useTranslations } from 'next-intl'
import { monthlyCapMinor, monthlyEstimateMinor } from '@/lib/billing/tariffs/monthly-estimate'
import { Amount } from './amount'

type MonthlyPriceProps = {
  price: { hourlyRateMicros: bigint; monthlyCapHours: number | null }
  currency: string
}

/** What a price comes to in a month: about so much or, where it has a monthly cap, at most so much. */
export function MonthlyPrice({ price, currency }: MonthlyPriceProps) {
  const t = useTranslations('money')
  const capMinor = monthlyCapMinor(price)
  const amountMinor = capMinor ?? monthlyEstimateMinor(price)
  return t.rich(capMinor === null ? 'perMonth' : 'atMostPerMonth', {
    amount: () => <Amount amountMinor={amountMinor} currency={currency} />,
  })
}
