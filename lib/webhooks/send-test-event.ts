import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { outbox, webhookDeliveries } from '@/db/schema'
import { recordEvent } from '@/lib/outbox/record-event'
import { AppError, assert } from '../errors'
import { readDelivery, type WebhookDelivery } from './webhook-delivery'
import { readWebhookEndpoint, type WebhookOwner } from './webhook-endpoint'

/**
 * Sends `webhook.test` to one endpoint, whatever types it wants to hear of, and to no other.
 * @returns the delivery, which is made at once.
 * @throws AppError `not_found`; `conflict` for an endpoint that is switched off.
 */
export async function sendTestEvent(
  tx: Database,
  which: WebhookOwner & { endpointId: string },
): Promise<WebhookDelivery> {
  const endpoint = await readWebhookEndpoint(tx, { ...which, lock: true })
  refuseSwitchedOff(endpoint)
  const key = `webhook.test:${randomUUID()}`
  await recordEvent(tx, {
    type: 'webhook.test',
    key,
    userId: which.userId,
    walletId: null,
    at: await appNow(tx),
    data: { endpoint: endpoint.id, message: 'Hourglass can reach this address.' },
  })
  // It counts as handed out already: nobody else is to hear of it.
  const [event] = await tx
    .update(outbox)
    .set({ fannedOutAt: sql`clock_timestamp()` })
    .where(eq(outbox.key, key))
    .returning({ id: outbox.id })
  assert(event, 'an event that was written is there')
  const [delivery] = await tx
    .insert(webhookDeliveries)
    .values({ endpointId: endpoint.id, eventId: event.id })
    .returning({ id: webhookDeliveries.id })
  assert(delivery, 'an inserted delivery is returned')
  return readDelivery(tx, { endpointId: endpoint.id, deliveryId: delivery.id })
}

/** Nothing is sent to an endpoint that is switched off. @throws AppError `conflict`. */
export function refuseSwitchedOff(endpoint: { enabled: boolean }): void {
  if (endpoint.enabled) return
  throw new AppError('conflict', 'This endpoint is switched off. Switch it on first.')
}
