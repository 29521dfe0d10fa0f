import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { TransactionType } from '@/db/schema'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'
import { TransactionReason } from './transaction-reason'

const TONES: Record<TransactionType, Tone> = {
  top_up: 'positive',
  bonus: 'positive',
  dispute_reversal: 'positive',
  usage: 'neutral',
  charge: 'neutral',
  refund: 'info',
  adjustment: 'info',
  reversal: 'info',
  dispute: 'warning',
}

type TransactionsTableProps<Row> = {
  rows: readonly Row[]
  caption: string
  /** Leaves out the year of the time, for a short look back. */
  brief?: boolean
  /** With links to the operator's pages, instead of those that only the rows' own user may open. */
  forAdmin?: boolean
  /** A further column after the time, such as whose row it is. */
  more?: Column<Row>
}

/** Rows of the log, newest first: what moved, why, and the balance after it. */
export function TransactionsTable<Row extends LedgerTransaction>({
  rows,
  caption,
  brief,
  forAdmin,
  more,
}: TransactionsTableProps<Row>) {
  const t = useTranslations('transactions')
  const columns: Column<Row>[] = [
    {
      id: 'datetime',
      header: t('datetime'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => <DateTime value={row.datetime} format={brief ? 'short' : 'instant'} />,
    },
    ...(more ? [more] : []),
    {
      id: 'type',
      header: t('type'),
      phone: 'hidden',
      className: 'sm:align-top',
      cell: (row) => <Badge tone={TONES[row.type]}>{t(`types.${row.type}`)}</Badge>,
    },
    {
      id: 'reason',
      header: t('reason'),
      phone: 'title',
      className: 'sm:w-full sm:align-top break-words',
      cell: (row) => <TransactionReason row={row} forAdmin={forAdmin} />,
    },
    {
      id: 'amount',
      header: t('amount'),
      align: 'end',
      phone: 'value',
      className: 'font-medium sm:align-top',
      cell: (row) => <Amount as="movement" amountMinor={row.amountMinor} currency={row.currency} />,
    },
    {
      id: 'balance',
      header: t('balanceAfter'),
      align: 'end',
      phone: 'detail',
      className: 'text-muted sm:align-top',
      cell: (row) => <Amount amountMinor={row.balanceMinor} currency={row.currency} />,
    },
  ]
  return (
    <Table
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.walletId}-${row.seq}`}
      className="mt-3"
    />
  )
}
