import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { StripeEventTrace } from '@/lib/payments/trace-payment'

/** What Stripe has told of a payment, and whether it was worked off. */
export function PaymentEventsTable({ rows }: { rows: readonly StripeEventTrace[] }) {
  const t = useTranslations('adminReturns')
  const columns: Column<StripeEventTrace>[] = [
    {
      id: 'received',
      header: t('received'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => <DateTime value={row.receivedAt} />,
    },
    {
      id: 'type',
      header: t('event'),
      phone: 'title',
      className: 'sm:w-full sm:align-top',
      cell: (row) => (
        <>
          <span className="font-mono text-[0.8125rem] break-all">{row.type}</span>
          {row.error && !row.processedAt && (
            <span lang="en" className="block text-[0.8125rem]/5 font-normal break-words text-danger">
              {row.error}
            </span>
          )}
          <span className="block font-mono text-xs/5 font-normal break-all text-subtle">{row.id}</span>
        </>
      ),
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'detail',
      className: 'sm:align-top',
      cell: (row) => (
        <Badge tone={row.processedAt ? 'positive' : 'warning'} dot>
          {row.processedAt ? t('workedOff') : t('waiting')}
        </Badge>
      ),
    },
  ]
  return (
    <Table caption={t('events')} columns={columns} rows={rows} rowKey={(row) => row.id} className="mt-3" />
  )
}
