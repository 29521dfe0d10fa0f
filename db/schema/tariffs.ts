import { sql } from 'drizzle-orm'
import { boolean, check, foreignKey, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { countedKey, instant, int8, uuidKey, writtenAt } from './columns'
import { users } from './users'
import { wallets } from './wallets'

/** A named price per hour in one currency. A retired one keeps its subscribers and takes no new ones. */
export const tariffs = pgTable(
  'tariffs',
  {
    id: uuidKey(),
    name: text('name').notNull(),
    description: text('description').notNull().default(''),
    currency: text('currency').notNull(),
    retiredAt: instant('retired_at'),
    createdAt: writtenAt(),
  },
  (table) => [
    check('tariffs_currency_code', sql`${table.currency} ~ '^[A-Z]{3}$'`),
    check('tariffs_named', sql`${table.name} <> ''`),
  ],
)

/** A month has at most 744 hours, so a cap of more would never be reached. */
export const MAX_CAP_HOURS = 743

/** Dated prices of a tariff. Only ever added: a price that was promised stays on record. */
export const tariffPrices = pgTable(
  'tariff_prices',
  {
    id: countedKey(),
    tariffId: uuid('tariff_id')
      .notNull()
      .references(() => tariffs.id),
    hourlyRateMicros: int8('hourly_rate_micros').notNull(),
    effectiveFrom: instant('effective_from').notNull(),
    /** Hours of a calendar month (UTC) after which the rest of the month is free; null: every hour is charged. */
    monthlyCapHours: integer('monthly_cap_hours'),
    /** Whether those who already subscribe move to this price, or keep theirs. */
    appliesToExisting: boolean('applies_to_existing').notNull().default(true),
    createdBy: uuid('created_by'),
    createdAt: writtenAt(),
  },
  (table) => [
    // Two of one instant are allowed: the one added later holds.
    index('tariff_prices_by_tariff').on(table.tariffId, table.effectiveFrom, table.id),
    check('tariff_prices_positive', sql`${table.hourlyRateMicros} > 0`),
    check('tariff_prices_cap', sql`${table.monthlyCapHours} between 1 and ${sql.raw(String(MAX_CAP_HOURS))}`),
  ],
)

/**
 * A user's use of a tariff. `hourlyRateMicros` is the price of one piece; the wallet pays it × quantity, unless its
 * monthly cap is reached. Each change is kept in `subscription_changes`, which a trigger writes.
 */
export const subscriptions = pgTable(
  'subscriptions',
  {
    id: uuidKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    walletId: int8('wallet_id').notNull(),
    tariffId: uuid('tariff_id')
      .notNull()
      .references(() => tariffs.id),
    /** The dated price it pays; null for one agreed by hand. */
    tariffPriceId: int8('tariff_price_id').references(() => tariffPrices.id),
    name: text('name').notNull().default(''),
    quantity: integer('quantity').notNull().default(1),
    hourlyRateMicros: int8('hourly_rate_micros').notNull(),
    /** As the price it pays has it. */
    monthlyCapHours: integer('monthly_cap_hours'),
    /** Milliseconds it had been charged for by `meteredAt` in the calendar month of that instant. */
    meteredMs: int8('metered_ms').notNull().default(sql`0`),
    /** The instant of the last change of what it costs. */
    meteredAt: instant('metered_at').notNull().defaultNow(),
    /** The end of the month whose cap it has reached; it costs nothing until then. */
    cappedUntil: instant('capped_until'),
    status: text('status', { enum: ['active', 'suspended', 'canceled'] })
      .notNull()
      .default('active'),
    /** Whether money that comes in wakes it after it was suspended, or only its user does. */
    resumesOnTopUp: boolean('resumes_on_top_up').notNull().default(true),
    /** When its user last switched it to being woken by money; null: it always was, or is not. */
    resumesSince: instant('resumes_since'),
    startedAt: instant('started_at').notNull().defaultNow(),
    /** Since when it has been without money. */
    suspendedAt: instant('suspended_at'),
    endedAt: instant('ended_at'),
    /** Names its start for ever, so that a form sent twice starts one. */
    idempotencyKey: text('idempotency_key'),
    createdAt: writtenAt(),
  },
  (table) => [
    unique('subscriptions_user_idempotency_key').on(table.userId, table.idempotencyKey),
    // A subscription draws on a wallet of its own user.
    foreignKey({
      columns: [table.walletId, table.userId],
      foreignColumns: [wallets.id, wallets.userId],
      name: 'subscriptions_wallet_of_user',
    }),
    index('subscriptions_live_by_wallet').on(table.walletId).where(sql`${table.status} <> 'canceled'`),
    index('subscriptions_by_user').on(table.userId, table.id),
    index('subscriptions_live_by_tariff')
      .on(table.tariffId, table.id)
      .where(sql`${table.status} <> 'canceled'`),
    check('subscriptions_status_known', sql`${table.status} in ('active', 'suspended', 'canceled')`),
    check('subscriptions_quantity', sql`${table.quantity} between 1 and 1000000`),
    check('subscriptions_rate_positive', sql`${table.hourlyRateMicros} > 0`),
    check('subscriptions_metered', sql`${table.meteredMs} >= 0`),
    check('subscriptions_cap', sql`${table.monthlyCapHours} between 1 and ${sql.raw(String(MAX_CAP_HOURS))}`),
    check(
      'subscriptions_capped',
      sql`${table.cappedUntil} is null or (${table.cappedUntil} > ${table.meteredAt} and ${table.monthlyCapHours} is not null)`,
    ),
    check('subscriptions_ended', sql`(${table.status} = 'canceled') = (${table.endedAt} is not null)`),
    check('subscriptions_suspended', sql`${table.status} <> 'suspended' or ${table.suspendedAt} is not null`),
  ],
)

/**
 * Every state a subscription has been in, each from its instant on. Written by a trigger whenever one is started or
 * changed, so that no writer can leave it out. Only ever added to.
 */
export const subscriptionChanges = pgTable(
  'subscription_changes',
  {
    id: countedKey(),
    subscriptionId: uuid('subscription_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    at: instant('at').notNull(),
    status: text('status', { enum: ['active', 'suspended', 'canceled'] }).notNull(),
    tariffId: uuid('tariff_id').notNull(),
    quantity: integer('quantity').notNull(),
    /** Price of one piece, micros per hour. */
    hourlyRateMicros: int8('hourly_rate_micros').notNull(),
    monthlyCapHours: integer('monthly_cap_hours'),
    /** Whether its monthly cap is reached, so that it costs nothing. */
    capped: boolean('capped').notNull(),
  },
  (table) => [index('subscription_changes_by_subscription').on(table.subscriptionId, table.id)],
)
