import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookDeliveries } from '@/db/schema'

/**
 * Calls off what is still to be delivered to an endpoint that was switched off. One that is under way ends by itself:
 * it may be taken yet. The endpoint is locked. Each can be sent again by hand.
 */
export async function callOffDeliveries(tx: Database, endpointId: string): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: 'canceled' })
    .where(
      and(
        eq(webhookDeliveries.endpointId, endpointId),
        eq(webhookDeliveries.status, 'pending'),
        isNull(webhookDeliveries.holder),
      ),
    )
}
