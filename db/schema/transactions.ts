import { sql } from 'drizzle-orm'
import { check, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
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
 * (see the ledger migration). Its key begins with the time, so that billing appends to it however long the history
 * is; a wallet's rows are found by the link that each carries to the one before (docs/decisions/0013). No foreign keys
 * and no further full index on purpose: billing inserts here by the million, and each makes that dearer.
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
  },
  (table) => [
    primaryKey({ columns: [table.datetime, table.walletId, table.seq] }),
    // What is not usage is rare beside it, so finding it by type costs billing nothing.
    index('transactions_by_wallet_and_type')
      .on(table.walletId, table.type, table.datetime, table.seq)
      .where(sql`${table.type} <> 'usage'`),
    index('transactions_by_type')
      .on(table.type, table.datetime, table.walletId, table.seq)
      .where(sql`${table.type} <> 'usage'`),
    // Every 64th row of a wallet is a milestone: a date is found from the next one by at most 64 links.
    index('transactions_milestones')
      .on(table.walletId, table.datetime, table.seq)
      .where(sql`${table.seq} % 64 = 0`),
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
