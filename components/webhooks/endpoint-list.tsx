import { useTranslations } from 'next-intl'
import { webhookPath } from '@/components/shell/paths'
import { DateTime } from '@/components/time/date-time'
import { TextLink } from '@/components/ui/text-link'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { EndpointBadge } from './endpoint-badge'

/** Endpoints: where they are, what they hear of, and how they stand. */
export function EndpointList({ endpoints }: { endpoints: readonly WebhookEndpoint[] }) {
  const t = useTranslations('webhooks')
  return (
    <ul className="divide-y divide-line">
      {endpoints.map((endpoint) => (
        <li key={endpoint.id} className="px-4 py-4 text-sm sm:px-6">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h2 className="min-w-0 font-medium break-all">
              <TextLink href={webhookPath(endpoint.id, endpoint.audience)}>{endpoint.url}</TextLink>
            </h2>
            <EndpointBadge endpoint={endpoint} />
          </div>
          {endpoint.description && (
            <p className="mt-1 break-words text-[0.8125rem]/5 text-muted">{endpoint.description}</p>
          )}
          <p className="mt-1 flex flex-wrap gap-x-4 text-[0.8125rem]/5 text-subtle">
            <span>
              {endpoint.eventTypes.length === 0 ? t('all') : t('some', { count: endpoint.eventTypes.length })}
            </span>
            <span>
              {t('created')} <DateTime value={endpoint.createdAt} />
            </span>
          </p>
        </li>
      ))}
    </ul>
  )
}
