import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'
import { SubscriptionName } from './subscription-name'

/** What the user has stopped: what it was, when it ran, and its last price. */
export function StoppedSubscriptions({ rows }: { rows: readonly Subscription[] }) {
  const t = useTranslations('subscriptions')
  const columns: Column<Subscription>[] = [
    {
      id: 'name',
      header: t('subscription'),
      phone: 'title',
      className: 'sm:w-full',
      cell: (row) => <SubscriptionName subscription={row} linked />,
    },
    {
      id: 'started',
      header: t('started'),
      phone: 'detail',
      className: 'whitespace-nowrap text-muted',
      cell: (row) => <DateTime value={row.startedAt} />,
    },
    {
      id: 'ended',
      header: t('stoppedAt'),
      phone: 'detail',
      className: 'whitespace-nowrap text-muted',
      cell: (row) => row.endedAt && <DateTime value={row.endedAt} />,
    },
    {
      id: 'price',
      header: t('price'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={row.currency} />,
    },
  ]
  return (
    <Table caption={t('stopped')} columns={columns} rows={rows} rowKey={(row) => row.id} className="mt-3" />
  )
}
