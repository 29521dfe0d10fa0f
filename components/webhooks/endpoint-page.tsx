import { Send } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { RefreshEvery } from '@/components/account/refresh-every'
import { FilterLinks } from '@/components/admin/filter-links'
import { ListPagination } from '@/components/admin/list-pagination'
import type { PageTrail } from '@/components/admin/page-trail'
import { PATHS, webhookPath } from '@/components/shell/paths'
import { Card, CardHeader } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { EventType } from '@/lib/outbox/event'
import type { Page } from '@/lib/page'
import type { WebhookDelivery } from '@/lib/webhooks/webhook-delivery'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { DeliveryList } from './delivery-list'
import { EndpointActs } from './endpoint-acts'
import { EndpointBadge } from './endpoint-badge'
import { EndpointCallout } from './endpoint-callout'
import { EndpointSecret } from './endpoint-secret'

/** What the list of deliveries can be narrowed to. */
export const SHOWN = ['all', 'pending', 'delivered', 'failed', 'canceled'] as const

type EndpointPageProps = {
  endpoint: WebhookEndpoint
  deliveries: Page<WebhookDelivery>
  shown: (typeof SHOWN)[number]
  trail: PageTrail
  eventTypes: readonly EventType[]
  sandbox: boolean
}

/** One endpoint: how it stands, its secret, and what was sent to it. */
export function EndpointPage({ endpoint, deliveries, shown, trail, ...form }: EndpointPageProps) {
  const t = useTranslations('webhooks')
  const path = webhookPath(endpoint.id, endpoint.audience)
  const { rows, nextCursor } = deliveries
  const isEmpty = shown === 'all' && trail.newer === undefined
  return (
    <>
      <PageHeader
        title={<span className="break-all">{endpoint.url}</span>}
        description={endpoint.description}
        badge={<EndpointBadge endpoint={endpoint} />}
        back={{
          href: endpoint.audience === 'operator' ? PATHS.adminWebhooks : PATHS.webhooks,
          label: t('title'),
        }}
      />
      <div className="flex flex-col gap-5 sm:gap-6">
        <EndpointCallout endpoint={endpoint} />
        <div className="flex flex-wrap gap-2">
          <EndpointActs endpoint={endpoint} {...form} />
        </div>
        <HeardOf endpoint={endpoint} />
        <EndpointSecret endpointId={endpoint.id} />
        <Card aria-labelledby="deliveries">
          <CardHeader id="deliveries" title={t('deliveries')} description={t('deliveriesText')} />
          <div className="px-4 py-4 sm:px-6">
            <FilterLinks
              label={t('filter')}
              items={SHOWN.map((one) => ({
                href: one === 'all' ? path : `${path}?show=${one}`,
                label: t(`filters.${one}`),
                isCurrent: one === shown,
              }))}
            />
          </div>
          {rows.length === 0 ? (
            <EmptyState
              icon={<Send />}
              title={t(isEmpty ? 'noDeliveries' : 'noneOfThem')}
              {...(isEmpty && { description: t('noDeliveriesText') })}
            />
          ) : (
            <DeliveryList deliveries={rows} canReplay={endpoint.enabled} />
          )}
        </Card>
        <ListPagination
          path={path}
          query={{ show: shown === 'all' ? '' : shown }}
          trail={trail}
          nextCursor={nextCursor}
        />
      </div>
      {rows.some(({ status }) => status === 'pending') && <RefreshEvery seconds={3} />}
    </>
  )
}

function HeardOf({ endpoint: { eventTypes } }: { endpoint: WebhookEndpoint }) {
  const t = useTranslations('webhooks')
  return (
    <Card aria-labelledby="events" className="px-4 py-4 text-sm sm:px-6">
      <h2 id="events" className="text-[0.9375rem]/6 font-semibold">
        {t('which')}
      </h2>
      {eventTypes.length === 0 ? (
        <p className="mt-0.5 text-muted">
          {t('all')}. {t('allHint')}
        </p>
      ) : (
        <ul className="mt-2 flex flex-wrap gap-1.5">
          {eventTypes.map((type) => (
            <li key={type} className="rounded-sm bg-sunken px-1.5 py-0.5 font-mono text-xs text-muted">
              {type}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
