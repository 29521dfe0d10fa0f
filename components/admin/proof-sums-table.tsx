import { useFormatter, useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { type Column, Table } from '@/components/ui/table'
import type { CurrencySums } from '@/lib/proof/stored-proof'
import { AccruedAmount } from './accrued-amount'
import { ProofDifference } from './proof-difference'

/** The sums of a proof, a line for each currency: what time cost, what became of it, and what is left over. */
export function ProofSumsTable({ rows }: { rows: readonly CurrencySums[] }) {
  const t = useTranslations('adminProof')
  const format = useFormatter()
  const columns: Column<CurrencySums>[] = [
    {
      id: 'currency',
      header: t('currency'),
      phone: 'title',
      className: 'font-medium',
      cell: (row) => row.currency,
    },
    { id: 'wallets', header: t('wallets'), align: 'end', cell: (row) => format.number(row.wallets) },
    { id: 'rows', header: t('rows'), align: 'end', cell: (row) => format.number(row.rows) },
    {
      id: 'accrued',
      header: t('accrued'),
      align: 'end',
      cell: (row) => <AccruedAmount accrual={row.accrued} currency={row.currency} />,
    },
    {
      id: 'usage',
      header: t('usage'),
      align: 'end',
      cell: (row) => <Amount amountMinor={row.usageMinor} currency={row.currency} />,
    },
    {
      id: 'carry',
      header: t('carry'),
      align: 'end',
      cell: (row) => <AccruedAmount accrual={row.carry} currency={row.currency} />,
    },
    {
      id: 'writtenOff',
      header: t('writtenOff'),
      align: 'end',
      cell: (row) => <AccruedAmount accrual={row.writtenOff} currency={row.currency} />,
    },
    {
      id: 'difference',
      header: t('difference'),
      align: 'end',
      phone: 'value',
      cell: (row) => <ProofDifference accrual={row.difference} currency={row.currency} />,
    },
  ]
  return (
    <Table
      caption={t('sums')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.currency}
      className="mt-3"
    />
  )
}
