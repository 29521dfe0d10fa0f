import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { ListedStripeEvent } from '@/lib/payments/list-stripe-events'
import { RetryEventButton } from './retry-event-button'

type StripeEventsTableProps = { rows: readonly ListedStripeEvent[]; retry: Action<boolean> }

/** The inbox: what came, how it stands, why it failed, and the button that tries it again. */
export function StripeEventsTable({ rows, retry }: StripeEventsTableProps) {
  const t = useTranslations('adminStripeEvents')
  const columns: Column<ListedStripeEvent>[] = [
    {
      id: 'event',
      header: t('event'),
      phone: 'title',
      className: 'sm:w-full sm:align-top',
      cell: (row) => (
        <>
          <span className="block font-medium wrap-anywhere">{row.type}</span>
          <span className="block font-mono text-xs/5 break-all text-subtle">{row.id}</span>
          {row.objectId && (
            <span className="block font-mono text-xs/5 break-all text-subtle">{row.objectId}</span>
          )}
          {row.error && (
            <span className="block text-[0.8125rem]/5 font-normal wrap-anywhere text-danger">
              {row.error}
            </span>
          )}
        </>
      ),
    },
    {
      id: 'received',
      header: t('received'),
      className: 'sm:align-top text-muted xl:whitespace-nowrap',
      cell: (row) => <DateTime value={row.receivedAt} format="short" />,
    },
    {
      id: 'state',
      header: t('state'),
      phone: 'value',
      className: 'sm:align-top',
      cell: (row) => <StripeEventBadge event={row} />,
    },
    {
      id: 'attempts',
      header: t('attempts'),
      align: 'end',
      className: 'sm:align-top',
      cell: (row) => row.attempts,
    },
    {
      id: 'next',
      header: t('next'),
      className: 'sm:align-top text-muted xl:whitespace-nowrap',
      cell: (row) => (row.processedAt ? '–' : <DateTime value={row.nextAttemptAt} format="short" />),
    },
    {
      id: 'retry',
      header: <span className="sr-only">{t('retry')}</span>,
      phone: 'bare',
      className: 'sm:align-top',
      cell: (row) => (row.processedAt ? null : <RetryEventButton action={retry} eventId={row.id} />),
    },
  ]
  return <Table caption={t('title')} columns={columns} rows={rows} rowKey={(row) => row.id} />
}

function StripeEventBadge({ event }: { event: ListedStripeEvent }) {
  const t = useTranslations('adminStripeEvents')
  const state = event.processedAt ? 'done' : event.attempts > 0 ? 'failed' : 'waiting'
  const tone = { done: 'positive', failed: 'danger', waiting: 'info' } as const
  return (
    <Badge tone={tone[state]} dot>
      {t(state)}
    </Badge>
  )
}
