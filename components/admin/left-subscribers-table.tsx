import { useTranslations } from 'next-intl'
import { SubscriptionName } from '@/components/account/subscription-name'
import { HourlyRate } from '@/components/money/hourly-rate'
import { adminUserPath } from '@/components/shell/paths'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { LeftSubscriber } from '@/lib/billing/tariffs/list-left-subscribers'

type LeftSubscribersTableProps = {
  rows: readonly LeftSubscriber[]
  tariff: { name: string; currency: string }
}

/** Who has not moved to the price due for them, what they pay, and why. Each row leads to the user. */
export function LeftSubscribersTable({ rows, tariff }: LeftSubscribersTableProps) {
  const t = useTranslations('adminTariffs')
  const columns: Column<LeftSubscriber>[] = [
    {
      id: 'user',
      header: t('user'),
      phone: 'title',
      className: 'font-medium break-words sm:w-full',
      cell: (row) => row.email,
    },
    {
      id: 'subscription',
      header: t('subscription'),
      phone: 'bare',
      className: 'sm:whitespace-nowrap',
      cell: (row) => (
        <SubscriptionName subscription={{ ...row, id: row.subscriptionId, tariffName: tariff.name }} />
      ),
    },
    {
      id: 'reason',
      header: t('reason'),
      phone: 'detail',
      cell: (row) => (
        <Badge tone={row.reason === 'waiting' ? 'neutral' : 'warning'}>{t(`reasons.${row.reason}`)}</Badge>
      ),
    },
    {
      id: 'price',
      header: t('paysNow'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={tariff.currency} />,
    },
  ]
  return (
    <Table
      caption={t('leftTitle')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.subscriptionId}
      rowHref={(row) => adminUserPath(row.userId)}
      className="mt-3"
    />
  )
}
