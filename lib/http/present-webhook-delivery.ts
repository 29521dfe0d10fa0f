import { webhookPayload } from '@/lib/webhooks/sign-event'
import type { WebhookDelivery } from '@/lib/webhooks/webhook-delivery'
import type { Json } from './answer'

/** A delivery as the API answers it; `event` is the body that is posted. */
export function presentWebhookDelivery(delivery: WebhookDelivery) {
  const isPending = delivery.status === 'pending'
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
    event: webhookPayload(delivery.event) as { [key: string]: Json },
  }
}
