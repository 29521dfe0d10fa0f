import { sql } from 'drizzle-orm'
import {
  boolean,
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
import { instant, uuidKey, writtenAt } from './columns'
import { users } from './users'

/** Whom Stripe knows our users as: one customer each, or a new one after the first was deleted over there. */
export const stripeCustomers = pgTable(
  'stripe_customers',
  {
    /** Stripe's id. */
    id: text('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    /** When Stripe was seen to have deleted it; its cards are gone with it. */
    deletedAt: instant('deleted_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    uniqueIndex('stripe_customers_one_each').on(table.userId).where(sql`${table.deletedAt} is null`),
    // What a card refers to, so that it cannot name another user's customer.
    unique('stripe_customers_id_user_key').on(table.id, table.userId),
  ],
)

/** Saved cards, as Stripe describes them; the numbers are with Stripe alone. */
export const cards = pgTable(
  'cards',
  {
    id: uuidKey(),
    userId: uuid('user_id').notNull(),
    stripeCustomerId: text('stripe_customer_id').notNull(),
    stripePaymentMethodId: text('stripe_payment_method_id').notNull().unique(),
    /** Such as `visa`, as Stripe spells it. */
    brand: text('brand').notNull(),
    last4: text('last4').notNull(),
    expMonth: integer('exp_month').notNull(),
    expYear: integer('exp_year').notNull(),
    isDefault: boolean('is_default').notNull().default(false),
    /** Never used from then on. Stripe cannot bring a detached card back, so this is for good. */
    removedAt: instant('removed_at'),
    /** When Stripe was seen to have let go of it. */
    detachedAt: instant('detached_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.stripeCustomerId, table.userId],
      foreignColumns: [stripeCustomers.id, stripeCustomers.userId],
      name: 'cards_customer_of_user',
    }),
    // What automatic payments refer to, so that they cannot charge another user's card.
    unique('cards_id_user_key').on(table.id, table.userId),
    uniqueIndex('cards_one_default').on(table.userId).where(sql`${table.isDefault}`),
    index('cards_by_user').on(table.userId, table.id),
    index('cards_to_detach')
      .on(table.id)
      .where(sql`${table.removedAt} is not null and ${table.detachedAt} is null`),
    check('cards_default_is_there', sql`not ${table.isDefault} or ${table.removedAt} is null`),
    check('cards_detached_is_removed', sql`${table.detachedAt} is null or ${table.removedAt} is not null`),
    check('cards_expiry', sql`${table.expMonth} between 1 and 12`),
  ],
)

/** What can become of a wish to save a card. */
export const CARD_SETUP_STATUSES = ['pending', 'succeeded', 'canceled', 'failed'] as const

/** Wishes to save a card, each written before Stripe is asked for its setup intent. */
export const cardSetups = pgTable(
  'card_setups',
  {
    id: uuidKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    stripeSetupIntentId: text('stripe_setup_intent_id').unique(),
    status: text('status', { enum: CARD_SETUP_STATUSES }).notNull().default('pending'),
    /** Why the last try was declined, as Stripe names it. */
    failureCode: text('failure_code'),
    cardId: uuid('card_id'),
    returnUrl: text('return_url'),
    idempotencyKey: text('idempotency_key'),
    /** How often Stripe was asked about it, and when it is to be asked next, by the wall clock. */
    checks: integer('checks').notNull().default(0),
    nextCheckAt: instant('next_check_at').notNull().default(sql`now() + interval '1 minute'`),
    createdAt: writtenAt(),
  },
  (table) => [
    foreignKey({
      columns: [table.cardId, table.userId],
      foreignColumns: [cards.id, cards.userId],
      name: 'card_setups_card_of_user',
    }),
    unique('card_setups_user_idempotency_key').on(table.userId, table.idempotencyKey),
    index('card_setups_by_user').on(table.userId, table.id),
    index('card_setups_to_check').on(table.nextCheckAt).where(sql`${table.status} = 'pending'`),
    check('card_setups_status_known', sql`${table.status} in ('pending', 'succeeded', 'canceled', 'failed')`),
  ],
)
