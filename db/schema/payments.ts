import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey, writtenAt } from './columns'
import { users } from './users'
import { wallets } from './wallets'

/** The states of a payment. */
export const PAYMENT_STATUSES = [
  'pending',
  'succeeded',
  'canceled',
  'failed',
  'refunded',
  'partially_refunded',
  'disputed',
] as const

/** Who asked for a payment: the user, the rule by which a wallet tops itself up, or a date. */
export const PAYMENT_ORIGINS = ['user', 'auto_top_up', 'recurring'] as const

/** One of those who ask for payments. */
export type PaymentOrigin = (typeof PAYMENT_ORIGINS)[number]

/** One of the states of a payment. */
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number]

/** Why a payment can no longer be paid: nobody paid it in time, its user gave it up, or it was canceled in Stripe's dashboard. */
export const CANCELLATION_REASONS = ['expired', 'requested_by_user', 'canceled_at_stripe'] as const

/** One of the reasons for which a payment is canceled. */
export type CancellationReason = (typeof CANCELLATION_REASONS)[number]

/** Money coming in through Stripe. The row is the intent, written before Stripe is asked for anything. */
export const payments = pgTable(
  'payments',
  {
    id: uuidKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    walletId: int8('wallet_id').notNull(),
    /** Minor units. What is credited is this, never what a browser or an event says. */
    amount: int8('amount').notNull(),
    currency: text('currency').notNull(),
    description: text('description').notNull().default(''),
    status: text('status', { enum: PAYMENT_STATUSES }).notNull().default('pending'),
    stripePaymentIntentId: text('stripe_payment_intent_id').unique(),
    /** How its intent stood when Stripe was last asked, in Stripe's words; null before that. */
    intentStatus: text('intent_status'),
    returnUrl: text('return_url'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    idempotencyKey: text('idempotency_key'),
    origin: text('origin', { enum: PAYMENT_ORIGINS }).notNull().default('user'),
    /** Whom Stripe is told that it is of, so that saved cards can pay it; fixed before Stripe is first asked. */
    stripeCustomerId: text('stripe_customer_id'),
    /** Whether the card that pays is to be saved. */
    savesCard: boolean('saves_card').notNull().default(false),
    /** Why the last attempt was declined, as Stripe names it; the payment stays payable. */
    failureCode: text('failure_code'),
    /** Why Stripe's word was not believed: money that differs from our row waits for a person. */
    quarantineReason: text('quarantine_reason'),
    /** What a person decided about it then, in their words, and when. */
    quarantineNote: text('quarantine_note'),
    quarantineClosedAt: instant('quarantine_closed_at'),
    /** What was asked for, where a person credited what Stripe took instead. */
    requestedAmount: int8('requested_amount'),
    requestedCurrency: text('requested_currency'),
    /** Minor units given back so far. */
    refundedAmount: int8('refunded_amount').notNull().default(sql`0`),
    paidAt: instant('paid_at'),
    /** After this instant of the domain it is canceled, at Stripe first. */
    expiresAt: instant('expires_at').notNull().default(sql`app_now() + interval '24 hours'`),
    /** Why it was canceled, or is about to be: written before Stripe is asked to. */
    cancellationReason: text('cancellation_reason', { enum: CANCELLATION_REASONS }),
    canceledAt: instant('canceled_at'),
    /** How often Stripe was asked to cancel it, and when to ask (again), by the wall clock. */
    cancelAttempts: integer('cancel_attempts').notNull().default(0),
    nextCancelAt: instant('next_cancel_at').notNull().defaultNow(),
    /** How often Stripe was asked about it, and when it is to be asked next, by the wall clock. */
    checks: integer('checks').notNull().default(0),
    nextCheckAt: instant('next_check_at').notNull().default(sql`now() + interval '15 seconds'`),
    createdAt: writtenAt(),
  },
  (table) => [
    // A payment goes to a wallet of its own user and currency.
    foreignKey({
      columns: [table.walletId, table.userId, table.currency],
      foreignColumns: [wallets.id, wallets.userId, wallets.currency],
      name: 'payments_wallet_of_user',
    }),
    // What goes back of a payment refers to, so that it goes from the wallet that was paid into.
    unique('payments_id_wallet_key').on(table.id, table.walletId),
    unique('payments_user_idempotency_key').on(table.userId, table.idempotencyKey),
    index('payments_by_user').on(table.userId, table.id),
    index('payments_to_check').on(table.nextCheckAt).where(sql`${table.status} = 'pending'`),
    // A wallet never has two automatic top-ups under way; and what came in this way in a month is found quickly.
    uniqueIndex('payments_one_auto_top_up')
      .on(table.walletId)
      .where(sql`${table.origin} = 'auto_top_up' and ${table.status} = 'pending'`),
    index('payments_auto_top_ups')
      .on(table.walletId, table.createdAt)
      .where(sql`${table.origin} = 'auto_top_up'`),
    check('payments_origin_known', sql`${table.origin} in ('user', 'auto_top_up', 'recurring')`),
    index('payments_to_expire').on(table.expiresAt).where(sql`${table.status} = 'pending'`),
    // What a daily limit counts, and what a user has not paid yet.
    index('payments_paid_into').on(table.walletId, table.paidAt).where(sql`${table.paidAt} is not null`),
    index('payments_pending_of').on(table.userId).where(sql`${table.status} = 'pending'`),
    check('payments_amount_positive', sql`${table.amount} > 0`),
    check('payments_refund_within', sql`${table.refundedAmount} between 0 and ${table.amount}`),
    check(
      'payments_status_known',
      sql`${table.status} in ('pending', 'succeeded', 'canceled', 'failed', 'refunded', 'partially_refunded', 'disputed')`,
    ),
    check(
      'payments_refund_status',
      sql`case ${table.status} when 'disputed' then true
            when 'refunded' then ${table.refundedAmount} = ${table.amount}
            when 'partially_refunded' then ${table.refundedAmount} > 0 and ${table.refundedAmount} < ${table.amount}
            else ${table.refundedAmount} = 0 end`,
    ),
    check(
      'payments_paid',
      sql`(${table.paidAt} is null) = (${table.status} in ('pending', 'canceled', 'failed'))`,
    ),
    check('payments_canceled', sql`(${table.canceledAt} is null) = (${table.status} <> 'canceled')`),
    check(
      'payments_cancellation_known',
      sql`${table.cancellationReason} in ('expired', 'requested_by_user', 'canceled_at_stripe')`,
    ),
    check(
      'payments_quarantine_closed',
      sql`(${table.quarantineClosedAt} is null) = (${table.quarantineNote} is null)`,
    ),
    check(
      'payments_requested_whole',
      sql`(${table.requestedAmount} is null) = (${table.requestedCurrency} is null)`,
    ),
  ],
)
