import { and, eq, isNull, ne, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { outbox, webhookDeliveries } from '@/db/schema'
import { AppError, assert } from '../errors'
import { refuseSwitchedOff } from './send-test-event'
import { readDelivery, type WebhookDelivery } from './webhook-delivery'
import { readWebhookEndpoint, type WebhookOwner } from './webhook-endpoint'

/**
 * Sends a delivery again, as if for the first time: at once, and with all its retries. Its receiver sees the same
 * `webhook-id`. One that is being attempted at this moment stays as it is.
 * @throws AppError `not_found`; `conflict` for an endpoint that is switched off.
 */
export async function replayDelivery(
  tx: Database,
  { deliveryId, ...which }: WebhookOwner & { endpointId: string; deliveryId: string },
): Promise<WebhookDelivery> {
  const endpoint = await readWebhookEndpoint(tx, { ...which, lock: true })
  const delivery = await readDelivery(tx, { endpointId: endpoint.id, deliveryId })
  refuseSwitchedOff(endpoint)
  await tx
    .update(webhookDeliveries)
    .set(afresh)
    .where(and(eq(webhookDeliveries.id, delivery.id), isNotUnderWay))
  // Nothing was inserted, so nobody was told by that.
  await tx.execute(sql`notify hourglass_events`)
  return readDelivery(tx, { endpointId: endpoint.id, deliveryId })
}

/**
 * Sends an event to an endpoint that did not hear of it, or again to one that did: such as what happened while it was
 * switched off. It must be an event that the endpoint may hear of.
 * @param event its id in the feed.
 * @throws AppError `not_found` for an endpoint, or naming `event`; `conflict` for an endpoint that is switched off.
 */
export async function replayEvent(
  tx: Database,
  { event, ...which }: WebhookOwner & { endpointId: string; event: string },
): Promise<WebhookDelivery> {
  const endpoint = await readWebhookEndpoint(tx, { ...which, lock: true })
  const [found] = z
    .string()
    .regex(/^\d{1,18}$/)
    .safeParse(event).success
    ? await tx
        .select({ id: outbox.id, walletId: outbox.walletId })
        .from(outbox)
        .where(
          and(
            eq(outbox.id, BigInt(event)),
            endpoint.audience === 'operator' ? undefined : eq(outbox.userId, endpoint.userId),
          ),
        )
    : []
  if (!found) throw new AppError('not_found', 'There is no such event.', { field: 'event' })
  refuseSwitchedOff(endpoint)
  await tx
    .insert(webhookDeliveries)
    .values({ endpointId: endpoint.id, eventId: found.id, walletId: found.walletId })
    .onConflictDoUpdate({
      target: [webhookDeliveries.endpointId, webhookDeliveries.eventId],
      set: afresh,
      setWhere: isNotUnderWay,
    })
  const [delivery] = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(and(eq(webhookDeliveries.endpointId, endpoint.id), eq(webhookDeliveries.eventId, found.id)))
  assert(delivery, 'a delivery that was written is there')
  return readDelivery(tx, { endpointId: endpoint.id, deliveryId: delivery.id })
}

/** As it was when it was written. What the last attempt brought stays to be read until the next. */
const afresh = {
  status: 'pending' as const,
  attempts: 0,
  firstAttemptAt: null,
  deliveredAt: null,
  holder: null,
  nextAttemptAt: sql`clock_timestamp()`,
}

const isNotUnderWay = or(
  ne(webhookDeliveries.status, 'pending'),
  isNull(webhookDeliveries.holder),
  sql`${webhookDeliveries.nextAttemptAt} <= clock_timestamp()`,
)
