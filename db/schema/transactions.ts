import { sql } from 'drizzle-orm'
import { check, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, writtenAt } from './columns'

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
 * The log: one immutable row for each movement of a wallet. The database refuses UPDATE, DELETE and TRUNCATE
 * (see the ledger migration). No foreign keys and no further full index on purpose: billing inserts here by the
 * million, and each of them was measured to make that dearer.
 */
export const transactions = pgTable(
  'transactions',
  {
    walletId: int8('wallet_id').notNull(),
    /** Counts the wallet's rows from 1 without gaps. */
    seq: int8('seq').notNull(),
    userId: uuid('user_id').notNull(),
    type: text('type', { enum: TRANSACTION_TYPES }).notNull(),
    /** Minor units, signed. */
    amount: int8('amount').notNull(),
    /** Minor units: the wallet's balance after this row. */
    balance: int8('balance').notNull(),
    reason: text('reason').notNull().default(''),
    /** When it was posted, by the domain's clock; never falls as `seq` rises. */
    datetime: instant('datetime').notNull(),
    /** What usage is for: the half-open period, and the wallet's rate in it. */
    periodStart: instant('period_start'),
    periodEnd: instant('period_end'),
    hourlyRateMicros: int8('hourly_rate_micros'),
    paymentId: uuid('payment_id'),
    /** Names the one effect that this row is. Unique for ever, so no retry can post it twice. */
    idempotencyKey: text('idempotency_key'),
    /** Who caused it: `user:<id>`, `key:<id>`, `stripe`, `billing`. */
    actor: text('actor').notNull().default(''),
    createdAt: writtenAt(),
  },
  (table) => [
    primaryKey({ columns: [table.walletId, table.seq] }),
    uniqueIndex('transactions_idempotency_key')
      .on(table.idempotencyKey)
      .where(sql`${table.idempotencyKey} is not null`),
    check('transactions_balance_not_negative', sql`${table.balance} >= 0`),
    check('transactions_seq_from_one', sql`${table.seq} >= 1`),
    check(
      'transactions_sign_fits_type',
      sql`case ${table.type}
        when 'top_up' then ${table.amount} > 0
        when 'bonus' then ${table.amount} > 0
        when 'dispute_reversal' then ${table.amount} > 0
        when 'usage' then ${table.amount} < 0
        when 'charge' then ${table.amount} < 0
        when 'refund' then ${table.amount} < 0
        when 'dispute' then ${table.amount} < 0
        when 'adjustment' then ${table.amount} <> 0
        when 'reversal' then ${table.amount} <> 0
        else false end`,
    ),
    check(
      'transactions_period_is_usage',
      sql`(${table.type} = 'usage') = (${table.periodStart} is not null)
        and (${table.periodStart} is null) = (${table.periodEnd} is null)
        and (${table.periodStart} is null) = (${table.hourlyRateMicros} is null)
        and (${table.periodStart} is null or ${table.periodStart} < ${table.periodEnd})`,
    ),
  ],
)
