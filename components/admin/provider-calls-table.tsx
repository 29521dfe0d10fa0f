import { useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { ProviderCallTrace } from '@/lib/payments/trace-payment'

const TONES = { open: 'warning', done: 'positive', refused: 'danger' } as const

/** What Stripe was asked to do for a payment, and what came of it. */
export function ProviderCallsTable({ rows }: { rows: readonly ProviderCallTrace[] }) {
  const t = useTranslations('adminReturns')
  const columns: Column<ProviderCallTrace>[] = [
    {
      id: 'created',
      header: t('created'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => <DateTime value={row.createdAt} />,
    },
    {
      id: 'operation',
      header: t('operation'),
      phone: 'title',
      className: 'sm:w-full sm:align-top',
      cell: (row) => (
        <>
          <span className="font-mono text-[0.8125rem]">{row.operation}</span>
          {row.error && (
            <span lang="en" className="block text-[0.8125rem]/5 font-normal break-words text-danger">
              {row.error}
            </span>
          )}
          {row.resultId && (
            <span className="block font-mono text-xs/5 font-normal break-all text-subtle">
              {row.resultId}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'attempts',
      header: t('attempts'),
      align: 'end',
      phone: 'detail',
      className: 'text-muted sm:align-top',
      cell: (row) => row.attempts,
    },
    {
      id: 'status',
      header: t('state'),
      phone: 'detail',
      className: 'sm:align-top',
      cell: (row) => (
        <Badge tone={TONES[row.status]} dot>
          {t(`callStatus.${row.status}`)}
        </Badge>
      ),
    },
  ]
  return (
    <Table caption={t('calls')} columns={columns} rows={rows} rowKey={(row) => row.key} className="mt-3" />
  )
}
