import { useFormatter, useTranslations } from 'next-intl'
import { formats } from '@/app/_i18n/formats'
import { HourlyRate } from '@/components/money/hourly-rate'
import { adminPaymentPath, payResultPath, receiptPath } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { OUTAGE_FORGIVEN } from '@/lib/ledger/settlement/forgive-usage'
import { isReturnReason } from '@/lib/payments/return-reasons'

const MINUTE_MS = 60_000

/** Why a row is there: the period and rate of usage, the payment of a top-up, else what was written when it was made. */
export function TransactionReason({ row, forAdmin }: { row: LedgerTransaction; forAdmin?: boolean }) {
  const t = useTranslations('transactions')
  const returns = useTranslations('returnReasons')
  const format = useFormatter()
  if (row.periodStart && row.periodEnd && row.hourlyRateMicros !== null) {
    return (
      <span className="block">
        {t('usageReason')}
        <span className="flex flex-wrap gap-x-3 text-[0.8125rem]/5 font-normal text-subtle tabular-nums">
          <span>
            {format.dateTimeRange(
              row.periodStart,
              row.periodEnd,
              periodFormat(row.periodStart, row.periodEnd),
            )}
          </span>
          <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={row.currency} />
        </span>
      </span>
    )
  }
  const written = row.reason === OUTAGE_FORGIVEN ? t('outageForgiven') : row.reason || t(`types.${row.type}`)
  if (row.paymentId === null) return <span>{written}</span>
  const reason = isReturnReason(row.reason) ? returns(row.reason) : written
  const href = forAdmin ? adminPaymentPath(row.paymentId) : payResultPath(row.paymentId)
  return (
    <span>
      <TextLink href={href} prefetch={false} className="font-normal max-sm:font-medium">
        {reason}
      </TextLink>
      {row.type === 'top_up' && (
        <TextLink
          href={receiptPath(row.paymentId)}
          prefetch={false}
          className="block w-fit text-[0.8125rem]/5 font-normal"
        >
          {t('receipt')}
        </TextLink>
      )}
    </span>
  )
}

/** Hours are shown to the minute; a period that a change cut off in the middle of one, to the second. */
function periodFormat(start: Date, end: Date) {
  const isWhole = start.getTime() % MINUTE_MS === 0 && end.getTime() % MINUTE_MS === 0
  return isWhole ? formats.dateTime.short : { ...formats.dateTime.short, second: '2-digit' as const }
}
