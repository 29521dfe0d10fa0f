import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { SubscriptionChange } from '@/lib/billing/subscriptions/list-subscription-changes'
import { SubscriptionEventWords } from './subscription-event-words'

type SubscriptionHistoryProps = { rows: readonly SubscriptionChange[]; currency: string }

/** All that happened to a subscription, newest first, and what it cost from then on. */
export function SubscriptionHistory({ rows, currency }: SubscriptionHistoryProps) {
  const t = useTranslations('subscriptions')
  const columns: Column<SubscriptionChange>[] = [
    {
      id: 'when',
      header: t('when'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => <DateTime value={row.at} />,
    },
    {
      id: 'what',
      header: t('what'),
      phone: 'title',
      className: 'sm:w-full sm:align-top break-words',
      cell: (row) => <SubscriptionEventWords events={row.events} currency={currency} />,
    },
    {
      id: 'costs',
      header: t('costs'),
      align: 'end',
      phone: 'value',
      className: 'font-medium whitespace-nowrap sm:align-top',
      cell: (row) => <CostsThen row={row} currency={currency} />,
    },
  ]
  return (
    <Table
      caption={t('history')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id.toString()}
      className="mt-3"
    />
  )
}

function CostsThen({ row, currency }: { row: SubscriptionChange; currency: string }) {
  const t = useTranslations('subscriptions')
  const { status, capped, unitHourlyRateMicros, quantity } = row
  if (status !== 'active' || capped) return <span className="font-normal text-muted">{t('nothing')}</span>
  return <HourlyRate hourlyRateMicros={unitHourlyRateMicros * BigInt(quantity)} currency={currency} />
}
