import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DELIVERY_STATUSES, type DeliveryStatus, outbox, webhookDeliveries } from '@/db/schema'
import { assertIdCursor, type Page, pageOf } from '../page'
import { deliveryColumns, type WebhookDelivery } from './webhook-delivery'
import { readWebhookEndpoint, type WebhookOwner } from './webhook-endpoint'

export { DELIVERY_STATUSES }

/**
 * A page of what was sent to an endpoint, newest first, and the cursor of the next one or null at the end.
 * @param query `cursor` is the id of the last delivery of the page before.
 * @throws AppError `not_found`; `invalid_request` for a cursor that was not given by this list.
 */
export async function listDeliveries(
  db: Database,
  {
    status,
    limit,
    cursor,
    ...which
  }: WebhookOwner & {
    endpointId: string
    status?: DeliveryStatus | undefined
    limit: number
    cursor?: string | undefined
  },
): Promise<Page<WebhookDelivery>> {
  const { id: endpointId } = await readWebhookEndpoint(db, which)
  assertIdCursor(cursor)
  const found = await db
    .select(deliveryColumns)
    .from(webhookDeliveries)
    .innerJoin(outbox, eq(outbox.id, webhookDeliveries.eventId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        status === undefined ? undefined : eq(webhookDeliveries.status, status),
        cursor === undefined ? undefined : lt(webhookDeliveries.id, cursor),
      ),
    )
    .orderBy(desc(webhookDeliveries.id))
    .limit(limit + 1)
  return pageOf(found, limit, ({ id }) => id)
}
