import { z } from 'zod'
import { DELIVERY_STATUSES } from '@/db/schema'
import { webhookPayload } from '@/lib/webhooks/sign-event'
import type { WebhookDelivery } from '@/lib/webhooks/webhook-delivery'
import type { Json } from './answer'
import { idText, instantText } from './answer-fields'
import { sentAs } from './openapi/sent-as'

/** What `webhookPayload` makes, of an event of any type. */
export const webhookPayloadSchema = z
  .strictObject({
    id: z.string().describe('The same in the feed, and in each attempt.'),
    type: z.string(),
    timestamp: instantText,
    user: idText,
    data: sentAs(z.custom<{ [field: string]: Json }>(), {
      type: 'object',
      description: 'What the event tells: ids and texts; amounts are texts of major units.',
    }),
  })
  .meta({ id: 'WebhookPayload', description: 'What is posted to an endpoint.' })

/** What `presentWebhookDelivery` makes. */
export const webhookDeliverySchema = z
  .strictObject({
    id: idText,
    endpoint: idText,
    status: z.enum(DELIVERY_STATUSES),
    attempts: z.int(),
    next_attempt_at: instantText.nullable(),
    last_attempt_at: instantText.nullable(),
    last_status: z.int().nullable().describe('The HTTP status that was answered last.'),
    last_error: z.string().nullable().describe('Why the last attempt failed, as a word that never changes.'),
    last_answer: z.string().nullable().describe('How the last answer began.'),
    last_duration_ms: z.int().nullable(),
    delivered_at: instantText.nullable(),
    created_at: instantText,
    event: webhookPayloadSchema,
  })
  .meta({ id: 'WebhookDelivery' })

/** A delivery as the API answers it; `event` is the body that is posted. */
export function presentWebhookDelivery(delivery: WebhookDelivery): z.input<typeof webhookDeliverySchema> {
  const isPending = delivery.status === 'pending'
  const { data, ...event } = webhookPayload(delivery.event)
  return {
    id: delivery.id,
    endpoint: delivery.endpointId,
    status: delivery.status,
    attempts: delivery.attempts,
    next_attempt_at: isPending ? delivery.nextAttemptAt.toISOString() : null,
    last_attempt_at: delivery.lastAttemptAt?.toISOString() ?? null,
    last_status: delivery.lastStatus,
    last_error: delivery.lastError,
    last_answer: delivery.lastAnswer,
    last_duration_ms: delivery.lastDurationMs,
    delivered_at: delivery.deliveredAt?.toISOString() ?? null,
    created_at: delivery.createdAt.toISOString(),
    event: { ...event, data: data as { [field: string]: Json } },
  }
}
