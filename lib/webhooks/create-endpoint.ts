import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { webhookEndpoints } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import type { EventType } from '@/lib/outbox/event'
import { AppError, assert } from '../errors'
import { checkUrl } from './check-url'
import { MAX_ENDPOINTS } from './endpoint-fields'
import { addSecret } from './rotate-secret'
import {
  endpointColumns,
  toEndpoint,
  type WebhookActor,
  type WebhookAudience,
  type WebhookEndpoint,
} from './webhook-endpoint'

/** An endpoint that somebody wants. */
export type NewEndpoint = WebhookActor & {
  audience: WebhookAudience
  url: string
  description: string
  /** Empty: every type. */
  eventTypes: readonly EventType[]
}

/**
 * Makes an endpoint. It hears of what happens from now on.
 * @returns it, and its secret.
 * @throws AppError `invalid_request` naming `url`; `forbidden` if someone other than an operator wants to hear of
 *   everyone; `conflict` if there are as many as there can be.
 */
export async function createEndpoint(
  tx: Database,
  { audience, userId, isOperator, actor, url, description, eventTypes }: NewEndpoint,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  if (audience === 'operator' && !isOperator) {
    throw new AppError('forbidden', "Only an operator may hear of everyone's events.", { field: 'audience' })
  }
  const href = checkUrl(url)
  await refuseTooMany(tx, { audience, userId })
  const [row] = await tx
    .insert(webhookEndpoints)
    .values({ userId, audience, url: href, description, eventTypes: [...eventTypes] })
    .returning(endpointColumns)
  assert(row, 'an inserted endpoint is returned')
  const secret = await addSecret(tx, row.id)
  await recordAudit(tx, {
    actor,
    action: 'webhook_endpoint.created',
    subject: `webhook_endpoint:${row.id}`,
    details: { url: href, audience, events: eventTypes.join(' ') },
  })
  return { endpoint: toEndpoint(row), secret }
}

async function refuseTooMany(tx: Database, whose: { audience: WebhookAudience; userId: string }) {
  const owner = whose.audience === 'operator' ? 'operator' : whose.userId
  // Held until the end, so that endpoints asked for all at once are counted one after the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`webhook endpoints of ${owner}`}, 0))`)
  const count = await tx.$count(
    webhookEndpoints,
    and(
      eq(webhookEndpoints.audience, whose.audience),
      whose.audience === 'operator' ? undefined : eq(webhookEndpoints.userId, whose.userId),
      isNull(webhookEndpoints.deletedAt),
    ),
  )
  if (count < MAX_ENDPOINTS) return
  throw new AppError(
    'conflict',
    `There are ${MAX_ENDPOINTS} endpoints already. Delete one before you add another.`,
  )
}
