import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey } from './columns'
import { payments } from './payments'

/** A bank that asks for the money of a payment back, as Stripe last told of it. */
export const disputes = pgTable(
  'disputes',
  {
    id: uuidKey(),
    paymentId: uuid('payment_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    stripeDisputeId: text('stripe_dispute_id').notNull().unique(),
    /** Minor units in dispute. Fixed once the bank has taken them. */
    amount: int8('amount').notNull(),
    /** Minor units of it that were taken from the wallet; the rest is a receivable. */
    taken: int8('taken').notNull().default(sql`0`),
    /** Stripe's own words: `needs_response`, `warning_needs_response`, `won` … New ones may come. */
    status: text('status').notNull(),
    /** Why, as Stripe names it: `fraudulent` … */
    reason: text('reason').notNull(),
    /** Until when Stripe takes evidence. */
    evidenceDueAt: instant('evidence_due_at'),
    /** By the domain's clock: when it was heard of, when the bank took the money, and when it gave it back. */
    createdAt: instant('created_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    reinstatedAt: instant('reinstated_at'),
    /** When Stripe was asked for what this row says, by the wall clock: an older answer does not overwrite it. */
    askedAt: timestamp('asked_at', { precision: 6, withTimezone: true, mode: 'string' }).notNull(),
    checks: integer('checks').notNull().default(0),
    nextCheckAt: instant('next_check_at').notNull().default(sql`now() + interval '1 hour'`),
  },
  (table) => [
    foreignKey({
      columns: [table.paymentId, table.walletId],
      foreignColumns: [payments.id, payments.walletId],
      name: 'disputes_payment_of_wallet',
    }),
    index('disputes_by_payment').on(table.paymentId),
    // Open ones, and those won whose money has not come back yet.
    index('disputes_to_check')
      .on(table.nextCheckAt)
      .where(
        sql`${table.status} not in ('won', 'lost', 'warning_closed', 'prevented')
            or (${table.status} = 'won' and ${table.withdrawnAt} is not null and ${table.reinstatedAt} is null)`,
      ),
    check('disputes_amount_positive', sql`${table.amount} > 0`),
    check('disputes_taken_within', sql`${table.taken} between 0 and ${table.amount}`),
    check('disputes_taken_when_withdrawn', sql`${table.taken} = 0 or ${table.withdrawnAt} is not null`),
    check('disputes_reinstated', sql`${table.reinstatedAt} is null or ${table.withdrawnAt} is not null`),
  ],
)
