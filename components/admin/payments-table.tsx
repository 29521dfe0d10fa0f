import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { Amount } from '@/components/money/amount'
import { adminUserPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { ListedPayment } from '@/lib/payments/list-all-payments'
import { PaymentBadge } from './payment-badge'
import { PaymentDescription } from './payment-description'

type PaymentsTableProps = { rows: readonly ListedPayment[]; resolveQuarantine: Action }

/** Everyone's payments: who, what for, how it stands, how much. */
export function PaymentsTable({ rows, resolveQuarantine }: PaymentsTableProps) {
  const t = useTranslations('adminPayments')
  const columns: Column<ListedPayment>[] = [
    {
      id: 'user',
      header: t('user'),
      phone: 'title',
      className: 'sm:align-top wrap-anywhere sm:min-w-36 lg:min-w-48',
      cell: (row) => (
        <>
          <TextLink href={adminUserPath(row.userId)}>{row.userEmail}</TextLink>
          <DateTime
            value={row.createdAt}
            format="short"
            className="block text-[0.8125rem]/5 font-normal text-subtle"
          />
        </>
      ),
    },
    {
      id: 'description',
      header: t('description'),
      phone: 'bare',
      className: 'sm:w-full sm:align-top',
      cell: (row) => <PaymentDescription row={row} resolveQuarantine={resolveQuarantine} />,
    },
    {
      id: 'status',
      header: t('state'),
      phone: 'detail',
      className: 'sm:align-top',
      cell: (row) => <PaymentBadge payment={row} />,
    },
    {
      id: 'amount',
      header: t('amount'),
      align: 'end',
      phone: 'value',
      className: 'sm:align-top font-medium',
      cell: (row) => (
        <>
          <Amount amountMinor={row.amountMinor} currency={row.currency} />
          {row.refundedAmountMinor > 0n && (
            <span className="block text-[0.8125rem]/5 font-normal text-subtle">
              {t('refunded')} <Amount amountMinor={row.refundedAmountMinor} currency={row.currency} />
            </span>
          )}
        </>
      ),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
}
