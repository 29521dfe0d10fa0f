import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { adminPaymentPath, adminUserPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { ListedPayment } from '@/lib/payments/list-all-payments'
import { PaymentBadge } from './payment-badge'

/** Everyone's payments: who, what for, how it stands, how much. */
export function PaymentsTable({ rows }: { rows: readonly ListedPayment[] }) {
  const t = useTranslations('adminPayments')
  const columns: Column<ListedPayment>[] = [
    {
      id: 'user',
      header: t('user'),
      phone: 'title',
      className: 'sm:align-top break-words',
      cell: (row) => <TextLink href={adminUserPath(row.userId)}>{row.userEmail}</TextLink>,
    },
    {
      id: 'description',
      header: t('description'),
      phone: 'bare',
      className: 'sm:w-full sm:align-top',
      cell: (row) => (
        <>
          <TextLink href={adminPaymentPath(row.id)} prefetch={false} className="break-words">
            {row.description || t('noDescription')}
          </TextLink>
          {row.quarantineReason && (
            <span className="block text-[0.8125rem]/5 text-danger">
              {t('quarantinedBecause', { reason: row.quarantineReason })}
            </span>
          )}
          {row.failureCode && (
            <span className="block text-[0.8125rem]/5 text-warning">
              {t('declined', { code: row.failureCode })}
            </span>
          )}
          {row.stripePaymentIntentId && (
            <span className="block font-mono text-xs/5 break-all text-subtle">
              {row.stripePaymentIntentId}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'created',
      header: t('created'),
      phone: 'detail',
      className: 'sm:align-top whitespace-nowrap text-muted',
      cell: (row) => <DateTime value={row.createdAt} format="short" />,
    },
    {
      id: 'status',
      header: t('state'),
      phone: 'detail',
      className: 'sm:align-top',
      cell: (row) => <PaymentBadge status={row.status} />,
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
