import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { webhookEndpoints } from '@/db/schema'
import { EVENT_TYPES, type EventType } from '@/lib/outbox/event'
import { AppError } from '../errors'

/** An address that wants to hear what happens. Never with its secret. */
export type WebhookEndpoint = {
  id: string
  userId: string
  /** `user`: hears of its owner's events; `operator`: belongs to all admins, and hears of everyone's. */
  audience: WebhookAudience
  url: string
  description: string
  /** Empty: every type, those to come as well. */
  eventTypes: EventType[]
  enabled: boolean
  /** Why it hears of nothing; null while it does. */
  switchedOffReason: 'owner' | 'gone' | 'failing' | null
  switchedOffAt: Date | null
  /** Since when no attempt has succeeded; null while they do. */
  failingSince: Date | null
  createdAt: Date
}

/** Whose events an endpoint hears of. */
export type WebhookAudience = 'user' | 'operator'

/** Whose endpoints a caller may see and change: their own and, if they are an operator, the operator's. */
export type WebhookOwner = { userId: string; isOperator: boolean }

/** Who changes something, for the audit log: `user:<id>`, `key:<id>`. */
export type WebhookActor = WebhookOwner & { actor: string }

/** The columns of an endpoint that may be shown. */
export const endpointColumns = {
  id: webhookEndpoints.id,
  userId: webhookEndpoints.userId,
  audience: webhookEndpoints.audience,
  url: webhookEndpoints.url,
  description: webhookEndpoints.description,
  eventTypes: webhookEndpoints.eventTypes,
  enabled: webhookEndpoints.enabled,
  switchedOffReason: webhookEndpoints.switchedOffReason,
  switchedOffAt: webhookEndpoints.switchedOffAt,
  failingSince: webhookEndpoints.failingSince,
  createdAt: webhookEndpoints.createdAt,
}

/** A row as the domain knows it. */
export function toEndpoint(row: Omit<WebhookEndpoint, 'eventTypes'> & { eventTypes: string[] }) {
  const eventTypes = EVENT_TYPES.filter((type) => row.eventTypes.includes(type))
  return { ...row, eventTypes } satisfies WebhookEndpoint
}

/** The endpoints that are there and that somebody may see. */
export function visibleTo({ userId, isOperator }: WebhookOwner): SQL {
  const own = and(eq(webhookEndpoints.audience, 'user'), eq(webhookEndpoints.userId, userId))
  const whose = isOperator ? or(own, eq(webhookEndpoints.audience, 'operator')) : own
  return and(whose, isNull(webhookEndpoints.deletedAt)) ?? sql`false`
}

/**
 * One endpoint. @throws AppError `not_found`, for someone else's as for one that does not exist.
 * @param lock holds its row until the transaction ends, before anything of its deliveries is held.
 */
export async function readWebhookEndpoint(
  db: Database,
  { endpointId, lock = false, ...owner }: WebhookOwner & { endpointId: string; lock?: boolean },
): Promise<WebhookEndpoint> {
  if (!z.guid().safeParse(endpointId).success) throw noSuchEndpoint()
  const query = db
    .select(endpointColumns)
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, endpointId), visibleTo(owner)))
  const [row] = await (lock ? query.for('no key update') : query)
  if (!row) throw noSuchEndpoint()
  return toEndpoint(row)
}

function noSuchEndpoint(): AppError {
  return new AppError('not_found', 'There is no such webhook endpoint.')
}
