import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookEndpoints, webhookSecrets } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import type { EventType } from '@/lib/outbox/event'
import { assert } from '../errors'
import { callOffDeliveries } from './call-off-deliveries'
import { checkUrl } from './check-url'
import {
  endpointColumns,
  readWebhookEndpoint,
  toEndpoint,
  type WebhookActor,
  type WebhookEndpoint,
} from './webhook-endpoint'

/** What is to be different about an endpoint; what is left out stays. */
export type EndpointChange = WebhookActor & {
  endpointId: string
  url?: string | undefined
  description?: string | undefined
  eventTypes?: readonly EventType[] | undefined
  /** Off: what is still to be delivered is called off. On: whatever switched it off is forgotten. */
  enabled?: boolean | undefined
}

/** Changes an endpoint. @throws AppError `not_found`; `invalid_request` naming `url`. */
export async function changeEndpoint(
  tx: Database,
  { actor, url, description, eventTypes, enabled, ...which }: EndpointChange,
): Promise<WebhookEndpoint> {
  const before = await readWebhookEndpoint(tx, { ...which, lock: true })
  const href = url === undefined || url === before.url ? undefined : checkUrl(url)
  const [row] = await tx
    .update(webhookEndpoints)
    .set({
      url: href ?? before.url,
      description: description ?? before.description,
      eventTypes: [...(eventTypes ?? before.eventTypes)],
      ...(enabled === undefined || enabled === before.enabled ? {} : switched(enabled)),
    })
    .where(eq(webhookEndpoints.id, before.id))
    .returning(endpointColumns)
  assert(row, 'a locked endpoint is there')
  if (before.enabled && !row.enabled) await callOffDeliveries(tx, before.id)
  await recordAudit(tx, {
    actor,
    action: 'webhook_endpoint.changed',
    subject: `webhook_endpoint:${before.id}`,
    details: { url: row.url, events: row.eventTypes.join(' '), enabled: row.enabled },
  })
  return toEndpoint(row)
}

/** Deletes an endpoint for good: it hears of nothing more, and its secrets are gone. Its log stays in the database. */
export async function deleteEndpoint(
  tx: Database,
  { actor, ...which }: WebhookActor & { endpointId: string },
): Promise<void> {
  const { id } = await readWebhookEndpoint(tx, { ...which, lock: true })
  const now = sql`clock_timestamp()`
  await tx
    .update(webhookEndpoints)
    .set({
      enabled: false,
      switchedOffReason: sql`coalesce(${webhookEndpoints.switchedOffReason}, 'owner')`,
      switchedOffAt: sql`coalesce(${webhookEndpoints.switchedOffAt}, ${now})`,
      deletedAt: now,
    })
    .where(eq(webhookEndpoints.id, id))
  await callOffDeliveries(tx, id)
  await tx.delete(webhookSecrets).where(eq(webhookSecrets.endpointId, id))
  await recordAudit(tx, { actor, action: 'webhook_endpoint.deleted', subject: `webhook_endpoint:${id}` })
}

function switched(on: boolean) {
  return on
    ? { enabled: true, switchedOffReason: null, switchedOffAt: null, failingSince: null }
    : { enabled: false, switchedOffReason: 'owner' as const, switchedOffAt: sql`clock_timestamp()` }
}
