import { useTranslations } from 'next-intl'
import type { Action } from '@/app/_actions/user-action'
import { DateTime } from '@/components/time/date-time'
import { Badge } from '@/components/ui/badge'
import { type Column, Table } from '@/components/ui/table'
import type { ListedStripeEvent } from '@/lib/payments/inbox/list-stripe-events'
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
      className: 'sm:w-full sm:min-w-52 sm:align-top',
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
      className: 'sm:align-top text-muted sm:min-w-24 xl:whitespace-nowrap',
      cell: (row) => <DateTime value={row.receivedAt} format="short" />,
    },
    {
      id: 'state',
      header: t('state'),
      className: 'sm:align-top sm:min-w-32',
      cell: (row) => <StripeEventState event={row} />,
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

function StripeEventState({ event }: { event: ListedStripeEvent }) {
  const t = useTranslations('adminStripeEvents')
  const state = event.processedAt ? 'done' : event.attempts > 0 ? 'failed' : 'waiting'
  const tone = { done: 'positive', failed: 'danger', waiting: 'info' } as const
  return (
    <>
      <Badge tone={tone[state]} dot>
        {t(state)}
      </Badge>
      {state === 'failed' && (
        <span className="mt-1 block text-[0.8125rem]/5 text-muted">
          {t('attempts', { count: event.attempts })}
          {', '}
          {t('next')} <DateTime value={event.nextAttemptAt} format="short" />
        </span>
      )}
    </>
  )
}
