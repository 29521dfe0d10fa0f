import { asc, eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import type { Database } from '@/db/client'
import { outbox, webhookEndpoints, webhookSecrets } from '@/db/schema'
import { eventColumns, type OutboxEvent } from '@/lib/outbox/event'
import { assert } from '../errors'
import type { ClaimedDelivery } from './claim-deliveries'
import { signing } from './rotate-secret'
import { openSecret } from './seal-secret'

/** What is posted to an endpoint. */
export type SignedEvent = { url: string; headers: Record<string, string>; body: string }

/** An event as the body of a webhook says it. `id` is the same in the header, in the feed, and in each attempt. */
export function webhookPayload({ id, type, userId, at, data }: OutboxEvent) {
  return { id: id.toString(), type, timestamp: at.toISOString(), user: userId, data }
}

/**
 * Renders and signs an event for one attempt, by Standard Webhooks: with each secret that is valid at this moment, so a
 * receiver who changes over to a new one refuses nothing on the way.
 * @returns null if no secret can be opened: AUTH_SECRET is another one than when they were made.
 */
export async function signEvent(
  db: Database,
  { endpointId, eventId }: Pick<ClaimedDelivery, 'endpointId' | 'eventId'>,
): Promise<SignedEvent | null> {
  const [endpoint] = await db
    .select({ url: webhookEndpoints.url })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, endpointId))
  const [event] = await db.select(eventColumns).from(outbox).where(eq(outbox.id, eventId))
  assert(endpoint && event, 'a delivery has an endpoint and an event')
  const secrets = await openSecrets(db, endpointId)
  if (secrets.length === 0) return null
  const body = JSON.stringify(webhookPayload(event))
  const now = new Date()
  const signatures = secrets.map((secret) => new Webhook(secret).sign(`${event.id}`, now, body))
  return {
    url: endpoint.url,
    body,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'User-Agent': 'Hourglass-Webhooks/1',
      'webhook-id': `${event.id}`,
      'webhook-timestamp': `${Math.floor(now.getTime() / 1000)}`,
      'webhook-signature': signatures.join(' '),
    },
  }
}

/** The secrets that sign at this moment and can be opened, the newest last. */
async function openSecrets(db: Database, endpointId: string): Promise<string[]> {
  const sealed = await db
    .select({ sealed: webhookSecrets.sealed })
    .from(webhookSecrets)
    .where(signing(endpointId))
    .orderBy(asc(webhookSecrets.id))
  const opened = await Promise.all(sealed.map((row) => openSecret(row.sealed).catch(() => null)))
  return opened.filter((secret) => secret !== null)
}
