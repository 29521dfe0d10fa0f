import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { Amount } from '@/components/money/amount'
import { adminPaymentPath, adminUserPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { type Column, Table } from '@/components/ui/table'
import { TextLink } from '@/components/ui/text-link'
import type { ListedReceivable } from '@/lib/payments/receivables/list-receivables'
import { dueOf, type Receivable } from '@/lib/payments/receivables/receivable'
import { ReceivableActs } from './receivable-acts'

type Row = Receivable & Partial<Pick<ListedReceivable, 'userEmail'>>

type ReceivablesTableProps = {
  rows: readonly Row[]
  /** What the page is about: it leaves out what is the same in each row. */
  of: 'everyone' | 'user' | 'payment'
  collect: Action
  writeOff: Action
}

/** What users owe because it was spent when it went back: to whom it belongs, how much is left, and what can be done. */
export function ReceivablesTable({ rows, of, collect, writeOff }: ReceivablesTableProps) {
  const t = useTranslations('adminReturns')
  const isOfMany = of === 'everyone'
  const columns: Column<Row>[] = [
    {
      id: 'created',
      header: t('created'),
      phone: 'bare',
      className: 'whitespace-nowrap text-muted',
      cell: (row) => <DateTime value={row.createdAt} format="short" />,
    },
    ...(isOfMany
      ? [
          {
            id: 'user',
            header: t('user'),
            phone: 'title' as const,
            className: 'break-words',
            cell: (row: Row) => <TextLink href={adminUserPath(row.userId)}>{row.userEmail}</TextLink>,
          },
        ]
      : []),
    {
      id: 'cause',
      header: t('cause'),
      phone: isOfMany ? 'detail' : 'title',
      className: 'sm:w-full',
      cell: (row) => {
        const words = row.disputeId === null ? t('causeRefund') : t('causeDispute')
        return of === 'payment' ? words : <TextLink href={adminPaymentPath(row.paymentId)}>{words}</TextLink>
      },
    },
    {
      id: 'amount',
      header: t('owedAtFirst'),
      align: 'end',
      phone: 'detail',
      className: 'text-muted',
      cell: (row) => <Amount amountMinor={row.amountMinor} currency={row.currency} />,
    },
    {
      id: 'settled',
      header: t('settled'),
      phone: 'detail',
      className: 'whitespace-nowrap text-muted',
      cell: (row) => <Settled row={row} />,
    },
    {
      id: 'due',
      header: t('due'),
      align: 'end',
      phone: 'value',
      className: 'font-medium',
      cell: (row) => <Amount amountMinor={dueOf(row)} currency={row.currency} />,
    },
    {
      id: 'acts',
      header: <span className="sr-only">{t('acts')}</span>,
      phone: 'bare',
      cell: (row) =>
        dueOf(row) > 0n && (
          <ReceivableActs
            receivableId={row.id}
            formId={crypto.randomUUID()}
            collect={collect}
            writeOff={writeOff}
          />
        ),
    },
  ]
  return (
    <Table
      caption={t('receivables')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      className="mt-3"
    />
  )
}

/** What became of the rest, part by part. */
function Settled({ row }: { row: Receivable }) {
  const t = useTranslations('adminReturns')
  const parts = [
    ['collected', row.collectedMinor],
    ['writtenOff', row.writtenOffMinor],
    ['released', row.releasedMinor],
  ] as const
  const settled = parts.filter(([, amountMinor]) => amountMinor > 0n)
  if (settled.length === 0) return t('nothingYet')
  return settled.map(([part, amountMinor]) => (
    <span key={part} className="block">
      {t(part)} <Amount amountMinor={amountMinor} currency={row.currency} />
    </span>
  ))
}
