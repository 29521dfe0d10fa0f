import { notFound } from 'next/navigation'
import { orNotFound } from '@/app/_pages/or-not-found'
import { readPageTrail } from '@/components/admin/page-trail'
import { SHOWN } from '@/components/webhooks/endpoint-page'
import { database } from '@/db/connection'
import { env } from '@/lib/env'
import { CHOSEN_EVENTS } from '@/lib/webhooks/endpoint-fields'
import { listDeliveries } from '@/lib/webhooks/list-deliveries'
import { readWebhookEndpoint, type WebhookAudience } from '@/lib/webhooks/webhook-endpoint'

const PAGE_ROWS = 20

type Asked = {
  id: string
  userId: string
  /** Whose pages these are: the other's endpoints do not exist on them. The caller has checked who asks. */
  audience: WebhookAudience
  page: string | string[] | undefined
  show: string | string[] | undefined
}

/** What the page of one endpoint shows, for a user and for the operator alike. */
export async function readEndpointPage({ id: endpointId, userId, audience, page, show }: Asked) {
  const which = { endpointId, userId, isOperator: audience === 'operator' }
  const endpoint = await orNotFound(readWebhookEndpoint(database(), which))
  if (endpoint.audience !== audience) notFound()
  const shown = SHOWN.find((one) => one === show) ?? 'all'
  const trail = readPageTrail(page)
  const deliveries = await orNotFound(
    listDeliveries(database(), {
      ...which,
      status: shown === 'all' ? undefined : shown,
      limit: PAGE_ROWS,
      cursor: trail.cursor,
    }),
  )
  return { endpoint, deliveries, shown, trail, eventTypes: CHOSEN_EVENTS, sandbox: env().HOURGLASS_SANDBOX }
}
