import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, writtenAt } from './columns'

/** What became of a call: not known yet, carried out, or refused for good. */
export const PROVIDER_CALL_STATUSES = ['open', 'done', 'refused'] as const

/**
 * Each effect that Stripe was asked for, by its permanent key: written before it is sent, so that whatever was cut off
 * is known, and kept for ever, which is longer than Stripe remembers keys.
 */
export const providerCalls = pgTable(
  'provider_calls',
  {
    key: text('key').primaryKey(),
    /** Such as `refund.create`. */
    operation: text('operation').notNull(),
    /** What it is for, such as `payment:<id>`. */
    subject: text('subject').notNull(),
    status: text('status', { enum: PROVIDER_CALL_STATUSES }).notNull().default('open'),
    attempts: integer('attempts').notNull().default(0),
    /** Counts the keys sent to Stripe: it answers a key with what it answered first, be that a failure of its own. */
    generation: integer('generation').notNull().default(1),
    /** When this generation was first sent, and the call last; by the wall clock. */
    firstSentAt: instant('first_sent_at'),
    lastSentAt: instant('last_sent_at'),
    /** The id of what Stripe made; of a refused card payment too, which exists all the same. */
    resultId: text('result_id'),
    /** Stripe's code of the refusal, and why it was refused or what last went wrong. Never a secret. */
    errorCode: text('error_code'),
    error: text('error'),
    endedAt: instant('ended_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    index('provider_calls_by_subject').on(table.subject),
    check('provider_calls_status_known', sql`${table.status} in ('open', 'done', 'refused')`),
    check('provider_calls_result', sql`${table.status} <> 'done' or ${table.resultId} is not null`),
    check('provider_calls_ended', sql`(${table.status} = 'open') = (${table.endedAt} is null)`),
  ],
)
