import { ChevronRight, RotateCw } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { replayWebhookDelivery } from '@/app/_actions/webhooks'
import { ActButton } from '@/components/forms/act-button'
import { DateTime } from '@/components/time/date-time'
import { CodeBlock } from '@/components/ui/code-block'
import { DescriptionList } from '@/components/ui/description-list'
import type { EventType } from '@/lib/outbox/event'
import type { AttemptError } from '@/lib/webhooks/post-webhook'
import { webhookPayload } from '@/lib/webhooks/sign-event'
import type { WebhookDelivery } from '@/lib/webhooks/webhook-delivery'
import { DeliveryBadge } from './delivery-badge'

type DeliveryListProps = {
  deliveries: readonly WebhookDelivery[]
  /** Nothing can be sent again to an endpoint that is off. */
  canReplay: boolean
}

/** What was sent to an endpoint: a line each, which opens to the body, the answer, and sending again. */
export function DeliveryList({ deliveries, canReplay }: DeliveryListProps) {
  return (
    <ul className="divide-y divide-line border-t border-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <details className="group text-sm">
            <summary className="flex cursor-pointer list-none items-center gap-3 px-4 py-3.5 -outline-offset-2 hover:bg-sunken/70 sm:px-6">
              <ChevronRight
                aria-hidden="true"
                className="size-4 shrink-0 text-subtle transition-transform group-open:rotate-90"
              />
              <DeliverySummary delivery={delivery} />
            </summary>
            <DeliveryDetails delivery={delivery} canReplay={canReplay} />
          </details>
        </li>
      ))}
    </ul>
  )
}

function DeliverySummary({ delivery }: { delivery: WebhookDelivery }) {
  const t = useTranslations('webhooks')
  return (
    <span className="flex min-w-0 flex-1 flex-col gap-x-6 gap-y-1 sm:flex-row sm:items-center sm:justify-between">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-[0.8125rem] font-medium break-all">{delivery.event.type}</span>
        <DeliveryBadge delivery={delivery} />
      </span>
      <span className="flex flex-wrap gap-x-4 text-[0.8125rem]/5 text-subtle sm:justify-end">
        {delivery.lastStatus !== null && <span>{t('answered', { status: `${delivery.lastStatus}` })}</span>}
        {delivery.attempts > 0 && <span>{t('attempts', { count: delivery.attempts })}</span>}
        <DateTime value={delivery.lastAttemptAt ?? delivery.createdAt} format="short" />
      </span>
    </span>
  )
}

function DeliveryDetails({ delivery, canReplay }: { delivery: WebhookDelivery; canReplay: boolean }) {
  const t = useTranslations('webhooks')
  const { event, lastError, lastStatus, lastAnswer, lastAttemptAt, lastDurationMs, deliveredAt } = delivery
  const result = [
    lastError && t(`errors.${lastError as AttemptError}`),
    lastStatus !== null && t('answered', { status: `${lastStatus}` }),
    lastDurationMs !== null && t('took', { ms: lastDurationMs }),
  ].filter((part) => typeof part === 'string')
  return (
    <div className="flex flex-col gap-4 px-4 pb-5 sm:pr-6 sm:pl-13">
      <DescriptionList
        items={[
          { term: t('eventId'), detail: `${event.id} · ${t(`events.${event.type as EventType}`)}` },
          ...(result.length > 0 ? [{ term: t('result'), detail: result.join(' · ') }] : []),
          ...(lastAttemptAt
            ? [{ term: t('lastAttempt'), detail: <DateTime value={lastAttemptAt} format="precise" /> }]
            : []),
          ...(deliveredAt
            ? [{ term: t('deliveredAt'), detail: <DateTime value={deliveredAt} format="precise" /> }]
            : []),
        ]}
      />
      {delivery.status === 'pending' && delivery.attempts > 0 && (
        <p className="text-muted">
          {t.rich('next', { instant: () => <DateTime value={delivery.nextAttemptAt} format="precise" /> })}
        </p>
      )}
      <CodeBlock label={t('sentBody')} code={JSON.stringify(webhookPayload(event), null, 2)} />
      {lastAnswer && <CodeBlock label={t('answerBody')} code={lastAnswer} />}
      {canReplay && (
        <ActButton
          variant="secondary"
          size="sm"
          className="self-start"
          action={replayWebhookDelivery}
          fields={{ endpoint: delivery.endpointId, delivery: delivery.id }}
          successMessage={t('replayed')}
        >
          <RotateCw aria-hidden="true" />
          {t('replay')}
        </ActButton>
      )}
    </div>
  )
}
