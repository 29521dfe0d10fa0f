import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type DeliveryStatus, outbox, webhookDeliveries } from '@/db/schema'
import { eventColumns, type OutboxEvent } from '@/lib/outbox/event'
import { AppError } from '../errors'

/** An event on its way to an endpoint, and how that goes. Instants are of the wall clock, but for the event's own. */
export type WebhookDelivery = {
  id: string
  endpointId: string
  status: DeliveryStatus
  /** Tries since it was written, or asked for again. */
  attempts: number
  /** When it is tried next; of no meaning unless it is pending. */
  nextAttemptAt: Date
  lastAttemptAt: Date | null
  lastStatus: number | null
  /** One of `ATTEMPT_ERRORS`. */
  lastError: string | null
  lastAnswer: string | null
  lastDurationMs: number | null
  deliveredAt: Date | null
  createdAt: Date
  event: OutboxEvent
}

/** The columns of a delivery, with its event: for a query that joins `outbox`. */
export const deliveryColumns = {
  id: webhookDeliveries.id,
  endpointId: webhookDeliveries.endpointId,
  status: webhookDeliveries.status,
  attempts: webhookDeliveries.attempts,
  nextAttemptAt: webhookDeliveries.nextAttemptAt,
  lastAttemptAt: webhookDeliveries.lastAttemptAt,
  lastStatus: webhookDeliveries.lastStatus,
  lastError: webhookDeliveries.lastError,
  lastAnswer: webhookDeliveries.lastAnswer,
  lastDurationMs: webhookDeliveries.lastDurationMs,
  deliveredAt: webhookDeliveries.deliveredAt,
  createdAt: webhookDeliveries.createdAt,
  event: eventColumns,
}

/** One delivery of an endpoint that the caller has read. @throws AppError `not_found`. */
export async function readDelivery(
  db: Database,
  { endpointId, deliveryId }: { endpointId: string; deliveryId: string },
): Promise<WebhookDelivery> {
  const [row] = await db
    .select(deliveryColumns)
    .from(webhookDeliveries)
    .innerJoin(outbox, eq(outbox.id, webhookDeliveries.eventId))
    .where(and(eq(webhookDeliveries.id, deliveryId), eq(webhookDeliveries.endpointId, endpointId)))
  if (!row) throw new AppError('not_found', 'There is no such delivery.')
  return row
}
