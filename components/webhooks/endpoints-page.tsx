import { Webhook } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { PageHeader } from '@/components/ui/page-header'
import type { EventType } from '@/lib/outbox/event'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { EndpointList } from './endpoint-list'
import { NewEndpoint } from './new-endpoint'

type EndpointsPageProps = {
  audience: 'user' | 'operator'
  endpoints: readonly WebhookEndpoint[]
  eventTypes: readonly EventType[]
  sandbox: boolean
}

/** All endpoints of a user or, for admins, of the installation; and the way to add one. */
export function EndpointsPage({ endpoints, ...form }: EndpointsPageProps) {
  const t = useTranslations('webhooks')
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t(form.audience === 'operator' ? 'adminLead' : 'lead')}
        actions={<NewEndpoint {...form} />}
      />
      <Card>
        {endpoints.length === 0 ? (
          <EmptyState icon={<Webhook />} title={t('empty')} description={t('emptyText')} />
        ) : (
          <EndpointList endpoints={endpoints} />
        )}
      </Card>
    </>
  )
}
