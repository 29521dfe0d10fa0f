import { sql } from 'drizzle-orm'
import { check, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { fromOne, instant, int8, notNegative, writtenAt } from './columns'

/** What a row of the log can be. Positive amounts raise the user's balance. */
export const TRANSACTION_TYPES = [
  'top_up',
  'usage',
  'charge',
  'refund',
  'dispute',
  'dispute_reversal',
  'adjustment',
  'bonus',
  'reversal',
] as const

/** One of the types of a log row. */
export type TransactionType = (typeof TRANSACTION_TYPES)[number]

/**
 * The log: one immutable row for each movement of a wallet. The database refuses UPDATE, DELETE and TRUNCATE. Its key
 * begins with the time, so that billing appends to it however long the history is; a wallet's rows are found by the link
 * that each carries to the one before. It has three parts, `transactions_usage`, `transactions_charges` and
 * `transactions_movements` for the rest, with indexes and constraints of their own (migration 0023, docs/decisions/0013).
 * No foreign keys on purpose: billing inserts here by the million.
 */
export const transactions = pgTable('transactions', {
  walletId: int8('wallet_id').notNull(),
  /** Counts the wallet's rows from 1 without gaps. */
  seq: fromOne('seq').notNull(),
  userId: uuid('user_id').notNull(),
  type: text('type', { enum: TRANSACTION_TYPES }).notNull(),
  /** Minor units, signed. */
  amount: int8('amount').notNull(),
  /** Minor units: the wallet's balance after this row. */
  balance: notNegative('balance').notNull(),
  reason: text('reason').notNull().default(''),
  /** When it was posted, by the domain's clock; never falls as `seq` rises. */
  datetime: instant('datetime').notNull(),
  /** What usage is for: the half-open period, and the wallet's rate in it. */
  periodStart: instant('period_start'),
  periodEnd: instant('period_end'),
  hourlyRateMicros: int8('hourly_rate_micros'),
  /** `datetime` of the wallet's row before this one, which has the number `seq` - 1. */
  previousAt: instant('previous_at'),
  /** `datetime` of the wallet's last usage row before this one. */
  previousUsageAt: instant('previous_usage_at'),
  paymentId: uuid('payment_id'),
  /** Names the one effect that this row is. Unique for ever, so no retry can post it twice. */
  idempotencyKey: text('idempotency_key'),
  /** Who caused it: `user:<id>`, `key:<id>`, `stripe`, `billing`. */
  actor: text('actor').notNull().default(''),
  createdAt: writtenAt(),
})

/**
 * Charges that were refused for lack of money, by the key they were asked for with: whoever asks again with the key
 * gets the same refusal, for ever, whatever came in since.
 */
export const refusedCharges = pgTable(
  'refused_charges',
  {
    idempotencyKey: text('idempotency_key').primaryKey(),
    userId: uuid('user_id').notNull(),
    currency: text('currency').notNull(),
    /** Minor units asked for. */
    amount: int8('amount').notNull(),
    reason: text('reason').notNull().default(''),
    /** Minor units that were available. */
    available: int8('available').notNull(),
    /** The call that was refused, if one was, so that its answer can be given again as it was. */
    requestId: text('request_id'),
    refusedAt: instant('refused_at').notNull(),
  },
  (table) => [
    check('refused_charges_amount', sql`${table.amount} > 0`),
    check('refused_charges_available', sql`${table.available} >= 0 and ${table.available} < ${table.amount}`),
  ],
)
