import { type Messages, useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { RefundStatus } from '@/db/schema'
import type { Refund } from '@/lib/payments/refunds/refund'
import { returnedAmountColumns } from './returned-amount-columns'

const TONES: Record<RefundStatus, Tone> = {
  pending: 'warning',
  succeeded: 'positive',
  failed: 'danger',
  canceled: 'neutral',
}

/** The refunds of one payment: how much, why, how each stands, and what the balance gave for it. */
export function RefundsTable({ rows, currency }: { rows: readonly Refund[]; currency: string }) {
  const t = useTranslations('adminReturns')
  const columns: Column<Refund>[] = [
    {
      id: 'created',
      header: t('created'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => <DateTime value={row.createdAt} />,
    },
    {
      id: 'reason',
      header: t('reason'),
      phone: 'title',
      className: 'break-words sm:w-full sm:align-top',
      cell: (row) => (
        <>
          <RefundReason refund={row} />
          {row.failureCode && (
            <span className="block text-[0.8125rem]/5 font-normal text-danger">
              {t('notArrived', { code: row.failureCode })}
            </span>
          )}
          <span className="block font-mono text-xs/5 font-normal break-all text-subtle">
            {row.stripeRefundId ?? t('notAtStripe')}
          </span>
        </>
      ),
    },
    {
      id: 'status',
      header: t('state'),
      phone: 'detail',
      className: 'sm:align-top',
      cell: (row) => (
        <Badge tone={TONES[row.status]} dot>
          {row.stripeStatus === 'requires_action' ? t('requiresAction') : t(`refundStatus.${row.status}`)}
        </Badge>
      ),
    },
    ...returnedAmountColumns<Refund>(currency, { taken: t('taken'), amount: t('amount') }),
  ]
  return (
    <Table caption={t('refunds')} columns={columns} rows={rows} rowKey={(row) => row.id} className="mt-3" />
  )
}

/** Our own are said in the words of whoever gave them back; Stripe's dashboard knows a few reasons. */
function RefundReason({ refund: { origin, reason } }: { refund: Refund }) {
  const t = useTranslations('adminReturns.dashboard')
  if (origin === 'ours') return reason
  const known = reason as keyof Messages['adminReturns']['dashboard']
  return reason !== '' && t.has(known) ? t(known) : t('other')
}
