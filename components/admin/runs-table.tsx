import { useFormatter, useTranslations } from 'next-intl'
import { type Column, Table } from '@/components/ui/table'
import type { BillingRun } from '@/lib/billing/runs/billing-run'
import { AmountList } from './amount-list'
import { RunAsOf } from './run-as-of'
import { RunDuration } from './run-duration'
import { RunState } from './run-state'

/** Billing runs: up to when, how each went, and what it charged. */
export function RunsTable({ rows }: { rows: readonly BillingRun[] }) {
  const t = useTranslations('adminBilling')
  const format = useFormatter()
  const columns: Column<BillingRun>[] = [
    {
      id: 'asOf',
      header: t('asOf'),
      phone: 'title',
      className: 'sm:whitespace-nowrap font-medium',
      cell: (run) => <RunAsOf run={run} />,
    },
    {
      id: 'status',
      header: t('state'),
      phone: 'value',
      cell: (run) => <RunState run={run} />,
    },
    {
      id: 'duration',
      header: t('duration'),
      align: 'end',
      cell: (run) => <RunDuration ms={run.durationMs} />,
    },
    {
      id: 'billed',
      header: t('walletsBilled'),
      align: 'end',
      cell: (run) => format.number(run.walletsBilled),
    },
    {
      id: 'suspended',
      header: t('walletsSuspended'),
      align: 'end',
      cell: (run) => format.number(run.walletsSuspended),
    },
    {
      id: 'charged',
      header: t('charged'),
      align: 'end',
      className: 'sm:w-full font-medium',
      cell: (run) => <AmountList amounts={run.charged} />,
    },
  ]
  // Almost no run has anything to say, so its column comes with the first that does.
  const note: Column<BillingRun> = {
    id: 'error',
    header: t('note'),
    phone: 'bare',
    className: 'text-[0.8125rem]/5 text-danger break-words sm:min-w-48',
    cell: (run) => run.error,
  }
  if (rows.some((run) => run.error !== null)) columns.splice(2, 0, note)
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={(run) => run.id.toString()} />
}
