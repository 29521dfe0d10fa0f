import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './columns'

/** The inbox: each event of Stripe once, kept whole, worked off in the background. */
export const stripeEvents = pgTable(
  'stripe_events',
  {
    id: text('id').primaryKey(),
    type: text('type').notNull(),
    payload: jsonb('payload').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
    processedAt: instant('processed_at'),
    attempts: integer('attempts').notNull().default(0),
    /** When to try, or try again, by the wall clock. */
    nextAttemptAt: instant('next_attempt_at').notNull().defaultNow(),
    error: text('error'),
  },
  (table) => [
    index('stripe_events_open').on(table.nextAttemptAt).where(sql`${table.processedAt} is null`),
    index('stripe_events_by_time').on(table.receivedAt, table.id),
  ],
)

/**
 * How far Stripe's own list of events was read, by Stripe's clock. One row: what no webhook brought, because it was
 * lost or none is set up, is found from here on.
 */
export const stripeEventCursor = pgTable(
  'stripe_event_cursor',
  {
    only: boolean('only').primaryKey().default(true),
    listedUntil: instant('listed_until').notNull(),
    /** When it was last read to its end, by the wall clock. */
    readAt: instant('read_at').notNull().defaultNow(),
  },
  (table) => [check('stripe_event_cursor_only', sql`${table.only}`)],
)
