import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { countedKey, instant, int8, writtenAt } from './columns'

/**
 * What happened and others want to hear of, written in the same transaction as the fact. Only ever added to, but for
 * the marks that it was sent on.
 */
export const outbox = pgTable(
  'outbox',
  {
    id: countedKey(),
    /** Names the fact for ever: it is told once, whoever notices it how often. */
    key: text('key').notNull().unique(),
    /** Such as `subscription.suspended`. */
    type: text('type').notNull(),
    userId: uuid('user_id').notNull(),
    walletId: int8('wallet_id'),
    /** When it happened, by the domain's clock. */
    at: instant('at').notNull(),
    data: jsonb('data').$type<Record<string, unknown>>().notNull().default({}),
    createdAt: writtenAt(),
    sentAt: instant('sent_at'),
    /** When its deliveries to webhook endpoints were written; null: not yet. */
    fannedOutAt: instant('fanned_out_at'),
  },
  (table) => [
    index('outbox_unsent').on(table.id).where(sql`${table.sentAt} is null`),
    index('outbox_to_fan_out').on(table.id).where(sql`${table.fannedOutAt} is null`),
    index('outbox_by_user').on(table.userId, table.id),
  ],
)

/** How far each wallet's user has been warned that the money ends soon. */
export const lowBalances = pgTable('low_balances', {
  walletId: bigint('wallet_id', { mode: 'bigint' }).primaryKey(),
  /** The threshold that was warned of last; null once enough time is left again, so that the next one is news. */
  hours: integer('hours'),
  /** Warnings so far: the number of the next one names it for ever. */
  warnings: integer('warnings').notNull().default(0),
  /** When the state last changed. */
  since: instant('since').notNull(),
})
