import { useTranslations } from 'next-intl'
import { HourlyRate } from '@/components/money/hourly-rate'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import type { RateStretch } from '@/lib/proof/prove-wallets'
import { AccruedAmount } from './accrued-amount'

/** The causes that a rate changes for. One that is not known yet is shown as it is stored. */
const CAUSES = [
  'started',
  'changed',
  'stopped',
  'resumed',
  'ran_dry',
  'price_changed',
  'monthly_cap',
] as const
type Cause = (typeof CAUSES)[number]

type RateStretchesTableProps = { rows: readonly RateStretch[]; currency: string }

/** What a wallet paid an hour over time, newest first, and what each stretch cost. */
export function RateStretchesTable({ rows, currency }: RateStretchesTableProps) {
  const t = useTranslations('adminProof')
  const numbered = rows.map((row, index) => ({ ...row, index }))
  const columns: Column<(typeof numbered)[number]>[] = [
    {
      id: 'from',
      header: t('from'),
      phone: 'title',
      className: 'sm:whitespace-nowrap',
      cell: (row) => <DateTime value={row.at} />,
    },
    {
      id: 'until',
      header: t('until'),
      className: 'sm:whitespace-nowrap',
      cell: (row) => <DateTime value={row.until} />,
    },
    {
      id: 'cause',
      header: t('cause'),
      className: 'sm:w-full text-muted',
      cell: ({ cause }) => (isKnown(cause) ? t(`causes.${cause}`) : cause),
    },
    {
      id: 'rate',
      header: t('rate'),
      align: 'end',
      cell: (row) => <HourlyRate hourlyRateMicros={row.hourlyRateMicros} currency={currency} />,
    },
    {
      id: 'cost',
      header: t('cost'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <AccruedAmount accrual={row.accrued} currency={currency} />,
    },
  ]
  return (
    <Table
      caption={t('stretches')}
      columns={columns}
      rows={numbered}
      rowKey={(row) => row.index.toString()}
      className="border-t border-line"
    />
  )
}

function isKnown(cause: string): cause is Cause {
  return CAUSES.some((known) => known === cause)
}
