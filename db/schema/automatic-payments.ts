import { sql } from 'drizzle-orm'
import {
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { cards } from './cards'
import { instant, int8, uuidKey, writtenAt } from './columns'
import { payments } from './payments'
import { wallets } from './wallets'

/**
 * Why nothing is charged by itself any more: the user stopped it, the card was declined too often or for good, it was
 * removed, a payment that waited for the user was given up, or Stripe does not take such a payment.
 */
export const PAUSE_REASONS = ['user', 'declined', 'card_removed', 'unpaid', 'refused'] as const

/** One of the reasons for which automatic payments stand still. */
export type PauseReason = (typeof PAUSE_REASONS)[number]

/** How a wallet tops itself up: at most one rule for each. */
export const autoTopUps = pgTable(
  'auto_top_ups',
  {
    walletId: int8('wallet_id').primaryKey(),
    userId: uuid('user_id').notNull(),
    currency: text('currency').notNull(),
    /** Minor units: it tops up when less than this is available. */
    threshold: int8('threshold').notNull(),
    /** Minor units of each top-up: at least the threshold, so that one is enough. */
    amount: int8('amount').notNull(),
    /** Minor units that may come in this way in a calendar month (UTC); null: no limit. */
    monthlyCap: int8('monthly_cap'),
    description: text('description').notNull(),
    cardId: uuid('card_id').notNull(),
    status: text('status', { enum: ['active', 'paused'] })
      .notNull()
      .default('active'),
    pauseReason: text('pause_reason', { enum: PAUSE_REASONS }),
    /** The month's limit is reached until then, by the domain's clock. */
    cappedUntil: instant('capped_until'),
    updatedAt: instant('updated_at').notNull(),
    createdAt: writtenAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.walletId, table.userId, table.currency],
      foreignColumns: [wallets.id, wallets.userId, wallets.currency],
      name: 'auto_top_ups_wallet_of_user',
    }),
    foreignKey({
      columns: [table.cardId, table.userId],
      foreignColumns: [cards.id, cards.userId],
      name: 'auto_top_ups_card_of_user',
    }),
    index('auto_top_ups_by_user').on(table.userId),
    index('auto_top_ups_by_card').on(table.cardId),
    check('auto_top_ups_threshold_positive', sql`${table.threshold} > 0`),
    check('auto_top_ups_amount_enough', sql`${table.amount} >= ${table.threshold}`),
    check('auto_top_ups_cap_enough', sql`${table.monthlyCap} >= ${table.amount}`),
    check('auto_top_ups_status_known', sql`${table.status} in ('active', 'paused')`),
    check(
      'auto_top_ups_pause_has_reason',
      sql`(${table.status} = 'paused') = (${table.pauseReason} is not null)`,
    ),
  ],
)

/** A fixed top-up every week or month. */
export const recurringPayments = pgTable(
  'recurring_payments',
  {
    id: uuidKey(),
    userId: uuid('user_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    currency: text('currency').notNull(),
    /** Minor units. */
    amount: int8('amount').notNull(),
    description: text('description').notNull(),
    interval: text('interval', { enum: ['week', 'month'] }).notNull(),
    /** The first due instant, from which all others are counted: so that the 31st comes back after February. */
    startsAt: instant('starts_at').notNull(),
    /** Number of the next period, from 0, and when it is due; by the domain's clock. */
    period: integer('period').notNull().default(0),
    nextDueAt: instant('next_due_at').notNull(),
    cardId: uuid('card_id').notNull(),
    status: text('status', { enum: ['active', 'paused', 'ended'] })
      .notNull()
      .default('active'),
    pauseReason: text('pause_reason', { enum: PAUSE_REASONS }),
    endedAt: instant('ended_at'),
    idempotencyKey: text('idempotency_key'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.walletId, table.userId, table.currency],
      foreignColumns: [wallets.id, wallets.userId, wallets.currency],
      name: 'recurring_payments_wallet_of_user',
    }),
    foreignKey({
      columns: [table.cardId, table.userId],
      foreignColumns: [cards.id, cards.userId],
      name: 'recurring_payments_card_of_user',
    }),
    unique('recurring_payments_user_idempotency_key').on(table.userId, table.idempotencyKey),
    index('recurring_payments_by_user').on(table.userId, table.id),
    index('recurring_payments_by_card').on(table.cardId),
    index('recurring_payments_due').on(table.nextDueAt).where(sql`${table.status} = 'active'`),
    check('recurring_payments_amount_positive', sql`${table.amount} > 0`),
    check('recurring_payments_interval_known', sql`${table.interval} in ('week', 'month')`),
    check('recurring_payments_status_known', sql`${table.status} in ('active', 'paused', 'ended')`),
    check(
      'recurring_payments_pause_has_reason',
      sql`(${table.status} = 'paused') = (${table.pauseReason} is not null)`,
    ),
    check('recurring_payments_ended', sql`(${table.status} = 'ended') = (${table.endedAt} is not null)`),
    check(
      'recurring_payments_due_after_start',
      sql`${table.period} >= 0 and ${table.nextDueAt} >= ${table.startsAt}`,
    ),
  ],
)

/**
 * How a payment that nobody is present for is got: the card is charged, charged again after a decline, or the user is
 * asked for. The money itself is an ordinary payment.
 */
export const automaticPayments = pgTable(
  'automatic_payments',
  {
    paymentId: uuid('payment_id')
      .primaryKey()
      .references(() => payments.id),
    userId: uuid('user_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    /** Whose turn it was; null for an automatic top-up. */
    recurringPaymentId: uuid('recurring_payment_id').references(() => recurringPayments.id),
    /** When it fell due, by the domain's clock. */
    dueAt: instant('due_at').notNull(),
    /** Turns before this one that fell due while nothing ran, and are not made up for. */
    skippedPeriods: integer('skipped_periods').notNull().default(0),
    /** The card that it is charged to, whatever the rule says later: a repeated call must be the same call. */
    cardId: uuid('card_id').notNull(),
    /** To be charged when it is due, left to the user, or over. */
    stage: text('stage', { enum: ['charge', 'user', 'over'] })
      .notNull()
      .default('charge'),
    declines: integer('declines').notNull().default(0),
    failureCode: text('failure_code'),
    /** When the card is to be charged, by the domain's clock. */
    nextAttemptAt: instant('next_attempt_at').notNull(),
    /** Nobody else works on it until then, by the wall clock. */
    leasedUntil: instant('leased_until'),
    /** Its rule has changed since: it is to be canceled. */
    supersededAt: instant('superseded_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.cardId, table.userId],
      foreignColumns: [cards.id, cards.userId],
      name: 'automatic_payments_card_of_user',
    }),
    // One payment for each turn, for ever; and one at a time.
    unique('automatic_payments_turn_key').on(table.recurringPaymentId, table.dueAt),
    uniqueIndex('automatic_payments_one_open')
      .on(table.recurringPaymentId)
      .where(sql`${table.stage} <> 'over'`),
    index('automatic_payments_due').on(table.nextAttemptAt).where(sql`${table.stage} <> 'over'`),
    index('automatic_payments_by_wallet').on(table.walletId, table.paymentId),
    check('automatic_payments_stage_known', sql`${table.stage} in ('charge', 'user', 'over')`),
    check('automatic_payments_declines', sql`${table.declines} between 0 and 3`),
  ],
)
