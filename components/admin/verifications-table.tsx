import { useFormatter, useTranslations } from 'next-intl'
import { adminVerificationPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { Verification } from '@/lib/proof/list-verifications'
import { RunDuration } from './run-duration'
import { VerdictBadge } from './verdict-badge'

/** Verifications: when each was, how long it took, and what it found. */
export function VerificationsTable({ rows }: { rows: readonly Verification[] }) {
  const t = useTranslations('adminProof')
  const format = useFormatter()
  const columns: Column<Verification>[] = [
    {
      id: 'when',
      header: t('when'),
      phone: 'title',
      className: 'sm:whitespace-nowrap font-medium',
      cell: (row) => <DateTime value={row.startedAt} />,
    },
    {
      id: 'verdict',
      header: t('result'),
      phone: 'value',
      className: 'sm:w-full',
      cell: (row) => <VerdictBadge verdict={row.verdict} />,
    },
    {
      id: 'found',
      header: t('found'),
      align: 'end',
      cell: (row) =>
        row.verdict === 'sound' || row.verdict === 'violated' ? format.number(row.violations) : '–',
    },
    {
      id: 'took',
      header: t('took'),
      align: 'end',
      cell: (row) => <RunDuration ms={row.durationMs} />,
    },
  ]
  return (
    <Table
      caption={t('history')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id.toString()}
      rowHref={(row) => adminVerificationPath(row.id)}
      className="mt-3"
    />
  )
}
