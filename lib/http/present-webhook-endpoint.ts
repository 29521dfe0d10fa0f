import { z } from 'zod'
import { ALL_EVENTS } from '@/lib/webhooks/endpoint-fields'
import type { WebhookEndpoint } from '@/lib/webhooks/webhook-endpoint'
import { idText, instantText } from './answer-fields'

/** What `presentWebhookEndpoint` makes. */
export const webhookEndpointSchema = z
  .strictObject({
    id: idText,
    audience: z.enum(['user', 'operator']).describe("`operator`: it hears of everyone's events."),
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()).describe('The types it hears of; `*` is all, those to come as well.'),
    enabled: z.boolean(),
    switched_off_reason: z
      .enum(['owner', 'gone', 'failing'])
      .nullable()
      .describe('Its owner wished so, it answered 410, or it failed for days.'),
    switched_off_at: instantText.nullable(),
    failing_since: instantText.nullable(),
    created_at: instantText,
  })
  .meta({ id: 'WebhookEndpoint' })

/** An endpoint with the secret that was just made for it. */
export const newWebhookEndpointSchema = z
  .strictObject({
    ...webhookEndpointSchema.shape,
    secret: z.string().optional().describe('What it signs with. Shown this once: not to a retry.'),
  })
  .meta({ id: 'NewWebhookEndpoint' })

/** A webhook endpoint as the API answers it. */
export function presentWebhookEndpoint(endpoint: WebhookEndpoint): z.input<typeof webhookEndpointSchema> {
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
