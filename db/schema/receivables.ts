import { sql } from 'drizzle-orm'
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey } from './columns'
import { disputes } from './disputes'
import { payments } from './payments'
import { refunds } from './refunds'
import { wallets } from './wallets'

/**
 * What a user owes because it could not be taken from their wallet: money a bank took back, or that was refunded in
 * Stripe's dashboard, when it was spent already. Balances never go below zero; this is where the rest stands.
 */
export const receivables = pgTable(
  'receivables',
  {
    id: uuidKey(),
    userId: uuid('user_id').notNull(),
    paymentId: uuid('payment_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    currency: text('currency').notNull(),
    refundId: uuid('refund_id')
      .unique()
      .references(() => refunds.id),
    disputeId: uuid('dispute_id')
      .unique()
      .references(() => disputes.id),
    /** Minor units, of which so much was since collected from the balance, given up, or is owed no longer because the
     * bank gave it back. What is left is owed. */
    amount: int8('amount').notNull(),
    collected: int8('collected').notNull().default(sql`0`),
    writtenOff: int8('written_off').notNull().default(sql`0`),
    released: int8('released').notNull().default(sql`0`),
    createdAt: instant('created_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    foreignKey({
      columns: [table.paymentId, table.walletId],
      foreignColumns: [payments.id, payments.walletId],
      name: 'receivables_payment_of_wallet',
    }),
    foreignKey({
      columns: [table.walletId, table.userId, table.currency],
      foreignColumns: [wallets.id, wallets.userId, wallets.currency],
      name: 'receivables_wallet_of_user',
    }),
    index('receivables_by_user').on(table.userId, table.id),
    index('receivables_by_payment').on(table.paymentId),
    index('receivables_open').on(table.id).where(sql`${table.closedAt} is null`),
    check('receivables_one_cause', sql`num_nonnulls(${table.refundId}, ${table.disputeId}) = 1`),
    check('receivables_amount_positive', sql`${table.amount} > 0`),
    check(
      'receivables_parts_not_negative',
      sql`${table.collected} >= 0 and ${table.writtenOff} >= 0 and ${table.released} >= 0`,
    ),
    check(
      'receivables_parts_within',
      sql`${table.collected} + ${table.writtenOff} + ${table.released} <= ${table.amount}`,
    ),
    check(
      'receivables_closed',
      sql`(${table.closedAt} is null) = (${table.collected} + ${table.writtenOff} + ${table.released} < ${table.amount})`,
    ),
  ],
)
