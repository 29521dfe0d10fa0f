import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { webhookEndpoints } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { recordEvent } from '@/lib/outbox/record-event'
import { callOffDeliveries } from './call-off-deliveries'
import { endpointColumns } from './webhook-endpoint'

/**
 * Switches an endpoint off that nobody answers at any more, once, and says so: in the audit log, on its page, and as
 * an event to whoever else listens. Its row is locked.
 */
export async function switchOffEndpoint(
  tx: Database,
  { endpointId, reason }: { endpointId: string; reason: 'gone' | 'failing' },
): Promise<void> {
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ enabled: false, switchedOffReason: reason, switchedOffAt: sql`clock_timestamp()` })
    .where(and(eq(webhookEndpoints.id, endpointId), eq(webhookEndpoints.enabled, true)))
    .returning(endpointColumns)
  if (!endpoint) return
  await callOffDeliveries(tx, endpointId)
  const { userId, url, failingSince: since, switchedOffAt } = endpoint
  await recordEvent(tx, {
    type: 'webhook.switched_off',
    key: `webhook.switched_off:${endpointId}:${switchedOffAt?.getTime()}`,
    userId,
    walletId: null,
    at: await appNow(tx),
    data: { endpoint: endpointId, url, reason, since: since?.toISOString() ?? null },
  })
  await recordAudit(tx, {
    actor: 'system',
    action: 'webhook_endpoint.switched_off',
    subject: `webhook_endpoint:${endpointId}`,
    details: { url, reason },
  })
}
