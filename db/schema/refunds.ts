import { sql } from 'drizzle-orm'
import { check, foreignKey, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey } from './columns'
import { payments } from './payments'

/** The states of a refund. `pending` and `succeeded` count as given back, `failed` and `canceled` do not. */
export const REFUND_STATUSES = ['pending', 'succeeded', 'failed', 'canceled'] as const

/** One of the states of a refund. */
export type RefundStatus = (typeof REFUND_STATUSES)[number]

/**
 * Money of a payment that goes back to its card. Ours is written, and taken from the wallet, before Stripe is asked;
 * one made in Stripe's dashboard is written when it is heard of, and takes what is there.
 */
export const refunds = pgTable(
  'refunds',
  {
    id: uuidKey(),
    paymentId: uuid('payment_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    /** Minor units that go back to the card. */
    amount: int8('amount').notNull(),
    /** Minor units of it that were taken from the wallet; the rest is a receivable. */
    taken: int8('taken').notNull(),
    status: text('status', { enum: REFUND_STATUSES }).notNull(),
    origin: text('origin', { enum: ['ours', 'stripe'] }).notNull(),
    /** Why, in the words of whoever gave it back. */
    reason: text('reason').notNull().default(''),
    /** Why it failed, as Stripe names it. */
    failureCode: text('failure_code'),
    stripeRefundId: text('stripe_refund_id').unique(),
    /** Whether Stripe waits for something: its status in its own words. */
    stripeStatus: text('stripe_status'),
    actor: text('actor').notNull(),
    /** Names it for ever, so that asking twice gives back once. */
    idempotencyKey: text('idempotency_key').unique(),
    /** By the domain's clock: when it was taken from the wallet, and when it ended (again, if it failed after all). */
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    /** How often Stripe was asked about it, and when it is to be asked next, by the wall clock. */
    checks: integer('checks').notNull().default(0),
    nextCheckAt: instant('next_check_at').notNull().default(sql`now() + interval '15 seconds'`),
  },
  (table) => [
    foreignKey({
      columns: [table.paymentId, table.walletId],
      foreignColumns: [payments.id, payments.walletId],
      name: 'refunds_payment_of_wallet',
    }),
    index('refunds_by_payment').on(table.paymentId),
    index('refunds_to_check').on(table.nextCheckAt).where(sql`${table.status} = 'pending'`),
    check('refunds_status_known', sql`${table.status} in ('pending', 'succeeded', 'failed', 'canceled')`),
    check('refunds_origin_known', sql`${table.origin} in ('ours', 'stripe')`),
    check('refunds_amount_positive', sql`${table.amount} > 0`),
    check('refunds_taken_within', sql`${table.taken} between 0 and ${table.amount}`),
    // What we give back ourselves is all there, or it is refused.
    check('refunds_ours_taken', sql`${table.origin} <> 'ours' or ${table.taken} = ${table.amount}`),
    check(
      'refunds_known_to_stripe',
      sql`${table.stripeRefundId} is not null or (${table.origin} = 'ours' and ${table.status} <> 'succeeded')`,
    ),
    check('refunds_ended', sql`(${table.status} = 'pending') = (${table.endedAt} is null)`),
  ],
)
