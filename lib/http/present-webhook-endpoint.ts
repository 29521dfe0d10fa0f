import { ALL_EVENTS } from '@/lib/webhooks/endpoint-fields'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'

/** A webhook endpoint as the API answers it. */
export function presentWebhookEndpoint(endpoint: WebhookEndpoint) {
  return {
    id: endpoint.id,
    audience: endpoint.audience,
    url: endpoint.url,
    description: endpoint.description,
    events: endpoint.eventTypes.length === 0 ? [ALL_EVENTS] : endpoint.eventTypes,
    enabled: endpoint.enabled,
    switched_off_reason: endpoint.switchedOffReason,
    switched_off_at: endpoint.switchedOffAt?.toISOString() ?? null,
    failing_since: endpoint.failingSince?.toISOString() ?? null,
    created_at: endpoint.createdAt.toISOString(),
  }
}
