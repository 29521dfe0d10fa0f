import { sql } from 'drizzle-orm'
import { bigint, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { countedKey, instant, uuidKey, writtenAt } from './columns'
import { users } from './users'

/** Keys of integrators. Shown once, stored as a SHA-256 of the whole key. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuidKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    /** The first characters, to tell keys apart on the page. */
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull().unique(),
    /** The secret before this one, after a rotation: it works until the instant beside it. */
    previousHash: text('previous_hash').unique(),
    previousPrefix: text('previous_prefix'),
    previousExpiresAt: instant('previous_expires_at'),
    previousLastUsedAt: instant('previous_last_used_at'),
    scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    index('api_keys_by_user').on(table.userId, table.id),
    check(
      'api_keys_previous_whole',
      sql`(${table.previousHash} is null) = (${table.previousPrefix} is null)
        and (${table.previousHash} is null) = (${table.previousExpiresAt} is null)
        and (${table.previousHash} is not null or ${table.previousLastUsedAt} is null)`,
    ),
    check('api_keys_previous_another', sql`${table.previousHash} <> ${table.hash}`),
  ],
)

/**
 * What was answered to each Idempotency-Key, for ever: a retry after a year gets the first answer again. The
 * row is written in the same transaction as the effect, or before it where the effect is outside the database.
 */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    /** Whose key it is: keys of different callers never meet. */
    userId: uuid('user_id').notNull(),
    /** Method and path. */
    operation: text('operation').notNull(),
    key: text('key').notNull(),
    /** SHA-256 of the body, to refuse the same key with another one. */
    requestHash: text('request_hash').notNull(),
    /** Until when the first call counts as under way, by the wall clock. */
    lockedUntil: instant('locked_until'),
    /** Which attempt works on it; one that was overtaken may no longer store or release. */
    holder: text('holder'),
    answerStatus: integer('answer_status'),
    answerBody: jsonb('answer_body'),
    createdAt: writtenAt(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.operation, table.key] }),
    check(
      'idempotency_keys_answer_whole',
      sql`(${table.answerStatus} is null) = (${table.answerBody} is null)`,
    ),
  ],
)

/** Who did what to whom in the admin pages and to keys. Only ever added to. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: countedKey(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').notNull().default({}),
    createdAt: writtenAt(),
  },
  (table) => [index('audit_log_by_subject').on(table.subject, table.id)],
)

/** Counters of the rate limiter, in the shape that its library expects. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  points: integer('points').notNull().default(0),
  expire: bigint('expire', { mode: 'number' }),
})
