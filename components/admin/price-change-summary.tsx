import { useTranslations } from 'next-intl'
import { Callout } from '@/components/ui/callout'
import { PriceInLine, type PriceOf } from './price-words'

type PriceChangeSummaryProps = {
  before: PriceOf
  after: PriceOf
  currency: string
  /** How many subscriptions would move. */
  subscriptions: number
  isForEveryone: boolean
}

/** What a new price changes, and for how many: read before it is set. */
export function PriceChangeSummary({
  before,
  after,
  currency,
  subscriptions,
  isForEveryone,
}: PriceChangeSummaryProps) {
  const t = useTranslations('adminTariffs')
  const isDearer = after.hourlyRateMicros > before.hourlyRateMicros
  return (
    <Callout role="status" tone={isDearer && isForEveryone && subscriptions > 0 ? 'warning' : 'info'}>
      {t.rich('changes', {
        before: () => <PriceInLine price={before} currency={currency} />,
        after: () => (
          <strong className="font-semibold">
            <PriceInLine price={after} currency={currency} />
          </strong>
        ),
      })}{' '}
      {isForEveryone
        ? t('forEveryoneHint', { count: subscriptions })
        : t('keepTheirs', { count: subscriptions })}
    </Callout>
  )
}
