import { useTranslations } from 'next-intl'
import { TransactionsTable } from '@/components/account/transactions-table'
import { adminUserPath } from '@/components/shell/paths'
import { TextLink } from '@/components/ui/text-link'
import type { LedgerTransaction } from '@/lib/ledger/log/transaction'

/** A row of everyone's log, with whose it is. */
export type ListedTransaction = LedgerTransaction & { userEmail: string }

/** Rows of everyone's log: when, whose, what moved, why. */
export function WholeLogTable({ rows }: { rows: readonly ListedTransaction[] }) {
  const t = useTranslations('adminTransactions')
  return (
    // Wider than a tablet: it scrolls there, and the page does not.
    <div className="sm:overflow-x-auto">
      <TransactionsTable
        caption={t('title')}
        rows={rows}
        forAdmin
        more={{
          id: 'user',
          header: t('user'),
          phone: 'detail',
          className: 'break-all sm:min-w-44 sm:align-top',
          cell: (row) => <TextLink href={adminUserPath(row.userId)}>{row.userEmail}</TextLink>,
        }}
      />
    </div>
  )
}
