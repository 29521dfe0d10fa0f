import { useTranslations } from 'next-intl'
import { Amount } from '@/components/money/amount'
import { DateTime } from '@/components/time/date-time'
import { Card, CardHeader } from '@/components/ui/card'
import { type Column, Table } from '@/components/ui/table'
import type { Hold } from '@/lib/ledger/holds/hold'

type HoldsCardProps = {
  /** Open ones. */
  holds: readonly Hold[]
  /** Whether there are more than these. */
  hasMore: boolean
}

/** What is reserved now: for what, how much, and when it is free again at the latest. */
export function HoldsCard({ holds, hasMore }: HoldsCardProps) {
  const t = useTranslations('holds')
  const columns: Column<Hold>[] = [
    {
      id: 'since',
      header: t('since'),
      phone: 'hidden',
      className: 'whitespace-nowrap text-muted sm:align-top',
      cell: (hold) => <DateTime value={hold.createdAt} format="short" />,
    },
    {
      id: 'reason',
      header: t('reason'),
      phone: 'title',
      className: 'sm:w-full sm:align-top break-words',
      cell: (hold) => hold.reason,
    },
    {
      id: 'expires',
      header: t('expires'),
      className: 'text-muted sm:whitespace-nowrap sm:align-top',
      cell: (hold) => <DateTime value={hold.expiresAt} />,
    },
    {
      id: 'amount',
      header: t('amount'),
      align: 'end',
      phone: 'value',
      className: 'font-medium sm:align-top',
      cell: (hold) => <Amount amountMinor={hold.amountMinor} currency={hold.currency} />,
    },
  ]
  return (
    <Card aria-labelledby="holds">
      <CardHeader id="holds" title={t('title')} description={t('text')} />
      <Table caption={t('title')} columns={columns} rows={holds} rowKey={({ id }) => id} className="mt-3" />
      {hasMore && <p className="border-t border-line px-4 py-3 text-sm text-muted sm:px-6">{t('more')}</p>}
    </Card>
  )
}
