import { useTranslations } from 'next-intl'
import { SubscriptionName } from '@/components/account/subscription-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { Subscription } from '@/lib/billing/subscriptions/subscription'

const TONES: Record<Subscription['status'], Tone> = {
  active: 'positive',
  suspended: 'danger',
  canceled: 'neutral',
}

/** How a subscription stands: one whose money has just ended is suspended, whether or not a job wrote it down. */
function statusOf({ status, entitled }: Subscription): Subscription['status'] {
  return status === 'active' && !entitled ? 'suspended' : status
}

/** A user's subscriptions, past ones included. */
export function SubscriptionsTable({ rows }: { rows: readonly Subscription[] }) {
  const t = useTranslations('adminUsers')
  const columns: Column<Subscription>[] = [
    {
      id: 'name',
      header: t('tariff'),
      phone: 'title',
      className: 'sm:w-full',
      cell: (row) => <SubscriptionName subscription={row} />,
    },
    {
      id: 'status',
      header: t('state'),
      cell: (row) => (
        <Badge tone={TONES[statusOf(row)]} dot>
          {t(`status.${statusOf(row)}`)}
        </Badge>
      ),
    },
    {
      id: 'started',
      header: t('started'),
      className: 'whitespace-nowrap text-muted',
      cell: (row) => <DateTime value={row.startedAt} format="short" />,
    },
    {
      id: 'rate',
      header: t('price'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={row.currency} />,
    },
  ]
  return (
    <Table
      caption={t('subscriptions')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      className="mt-3"
    />
  )
}
