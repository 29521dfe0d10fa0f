import { type Messages, useTranslations } from 'next-intl'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { Tone } from '@/components/ui/tone'
import type { Dispute } from '@/lib/payments/disputes/dispute'
import { returnedAmountColumns } from './returned-amount-columns'

/** Any other state waits for somebody: for us, or for the bank. */
const TONES: Record<string, Tone> = {
  won: 'positive',
  lost: 'danger',
  warning_closed: 'neutral',
  prevented: 'neutral',
}

/** States in which Stripe still takes evidence. */
const AWAITS_EVIDENCE = ['needs_response', 'warning_needs_response', 'appeal_needs_response']

/** Stripe's words that have some here; a new one is shown as it is. */
type Status = keyof Messages['adminReturns']['disputeStatus']
type Reason = keyof Messages['adminReturns']['disputeReason']

/** The disputes of one payment: why, how each stands, what the bank took, and what the balance gave for it. */
export function DisputesTable({ rows, currency }: { rows: readonly Dispute[]; currency: string }) {
  const t = useTranslations('adminReturns')
  const statuses = useTranslations('adminReturns.disputeStatus')
  const reasons = useTranslations('adminReturns.disputeReason')
  const columns: Column<Dispute>[] = [
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
          {reasons.has(row.reason as Reason) ? reasons(row.reason as Reason) : row.reason}
          {row.evidenceDueAt && AWAITS_EVIDENCE.includes(row.status) && (
            <span className="block text-[0.8125rem]/5 font-normal text-warning">
              {t('evidenceDue')} <DateTime value={row.evidenceDueAt} />
            </span>
          )}
          <span className="block font-mono text-xs/5 font-normal break-all text-subtle">
            {row.stripeDisputeId}
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
        <Badge tone={TONES[row.status] ?? 'warning'} dot>
          {statuses.has(row.status as Status) ? statuses(row.status as Status) : row.status}
        </Badge>
      ),
    },
    {
      id: 'money',
      header: t('money'),
      phone: 'detail',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (row) => {
        if (row.reinstatedAt) return t('reinstated')
        return row.withdrawnAt ? t('withdrawn') : t('notWithdrawn')
      },
    },
    ...returnedAmountColumns<Dispute>(currency, { taken: t('taken'), amount: t('amount') }),
  ]
  return (
    <Table caption={t('disputes')} columns={columns} rows={rows} rowKey={(row) => row.id} className="mt-3" />
  )
}
