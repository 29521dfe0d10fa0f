import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey, writtenAt } from './columns'
import { outbox } from './outbox'
import { users } from './users'

/** Why an endpoint hears of nothing: its owner wished so, it answered 410, or it failed for days. */
export const SWITCHED_OFF_REASONS = ['owner', 'gone', 'failing'] as const

/** How a delivery stands: to be tried (again), taken, given up, or called off with its endpoint. */
export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed', 'canceled'] as const

/** One of the states of a delivery. */
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/** Addresses that want to hear what happens. A deleted one stays as a row, for what was sent to it. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: uuidKey(),
    /** Who made it: the user whose events it hears of or, of an operator's endpoint, an admin. */
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** `user`: hears of its owner's events; `operator`: belongs to all admins, and hears of everyone's. */
    audience: text('audience', { enum: ['user', 'operator'] }).notNull(),
    url: text('url').notNull(),
    description: text('description').notNull().default(''),
    /** Empty: every type, those to come as well. */
    eventTypes: text('event_types').array().notNull().default(sql`'{}'::text[]`),
    enabled: boolean('enabled').notNull().default(true),
    switchedOffReason: text('switched_off_reason', { enum: SWITCHED_OFF_REASONS }),
    switchedOffAt: instant('switched_off_at'),
    /** Since when no attempt has succeeded, by the wall clock; null while they do. */
    failingSince: instant('failing_since'),
    deletedAt: instant('deleted_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    index('webhook_endpoints_by_owner').on(table.audience, table.userId, table.id),
    check('webhook_endpoints_audience_known', sql`${table.audience} in ('user', 'operator')`),
    check(
      'webhook_endpoints_off_for_a_reason',
      sql`${table.enabled} = (${table.switchedOffReason} is null) and ${table.enabled} = (${table.switchedOffAt} is null)`,
    ),
    check('webhook_endpoints_deleted_is_off', sql`${table.deletedAt} is null or not ${table.enabled}`),
  ],
)

/** What an endpoint's deliveries are signed with: the one that stays, and those it replaced until they expire. */
export const webhookSecrets = pgTable(
  'webhook_secrets',
  {
    id: uuidKey(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id),
    /** Encrypted under a key of the server's, which is not in the database. */
    sealed: text('sealed').notNull(),
    /** Null: until it is replaced. By the wall clock. */
    expiresAt: instant('expires_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    index('webhook_secrets_by_endpoint').on(table.endpointId, table.id),
    uniqueIndex('webhook_secrets_one_stays').on(table.endpointId).where(sql`${table.expiresAt} is null`),
  ],
)

/** An event on its way to an endpoint: one row for each pair, however often the event was handed out. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: uuidKey(),
    endpointId: uuid('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id),
    eventId: int8('event_id')
      .notNull()
      .references(() => outbox.id),
    /** The event's wallet, within which order is kept. */
    walletId: int8('wallet_id'),
    status: text('status', { enum: DELIVERY_STATUSES }).notNull().default('pending'),
    /** Tries since it was written, or asked for again. */
    attempts: integer('attempts').notNull().default(0),
    /** When to try or, while somebody does, when that one counts as dead. By the wall clock, as all here. */
    nextAttemptAt: instant('next_attempt_at').notNull().default(sql`clock_timestamp()`),
    /** Which attempt works on it; one that was overtaken may no longer write. */
    holder: text('holder'),
    firstAttemptAt: instant('first_attempt_at'),
    lastAttemptAt: instant('last_attempt_at'),
    /** The HTTP status that was answered last; null if none was. */
    lastStatus: integer('last_status'),
    /** Why the last attempt failed, as a word that never changes. */
    lastError: text('last_error'),
    /** The beginning of what was answered, or the network's own word for what went wrong. */
    lastAnswer: text('last_answer'),
    lastDurationMs: integer('last_duration_ms'),
    deliveredAt: instant('delivered_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    unique('webhook_deliveries_once').on(table.endpointId, table.eventId),
    index('webhook_deliveries_due')
      .on(table.endpointId, table.nextAttemptAt)
      .where(sql`${table.status} = 'pending'`),
    index('webhook_deliveries_in_order')
      .on(table.endpointId, table.walletId, table.eventId)
      .where(sql`${table.status} = 'pending'`),
    index('webhook_deliveries_by_endpoint').on(table.endpointId, table.id),
    check(
      'webhook_deliveries_status_known',
      sql`${table.status} in ('pending', 'delivered', 'failed', 'canceled')`,
    ),
    check(
      'webhook_deliveries_delivered',
      sql`(${table.status} = 'delivered') = (${table.deliveredAt} is not null)`,
    ),
    check('webhook_deliveries_held_is_pending', sql`${table.holder} is null or ${table.status} = 'pending'`),
    check('webhook_deliveries_attempts_counted', sql`${table.attempts} >= 0`),
  ],
)
