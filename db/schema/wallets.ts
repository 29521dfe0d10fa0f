import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { carryBelowUnit, countedKey, currencyCode, instant, int8, notNegative, writtenAt } from './columns'
import { users } from './users'

/**
 * One user's prepaid balance in one currency. Billing updates every running row each hour, so the row is
 * narrow and no index names a column that billing changes: the update stays heap-only (HOT).
 */
export const wallets = pgTable(
  'wallets',
  {
    id: countedKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id),
    currency: currencyCode('currency').notNull(),
    /** Minor units: the balance after the last row of the wallet's log. */
    balance: notNegative('balance').notNull().default(sql`0`),
    /** Sum over the running subscriptions of price × quantity, in micros. */
    hourlyRateMicros: notNegative('hourly_rate_micros').notNull().default(sql`0`),
    /** Accrued and not charged yet. */
    carry: carryBelowUnit('carry').notNull().default(sql`0`),
    lastHourlyBilling: instant('last_hourly_billing').notNull().defaultNow(),
    /** Number of the last row of the wallet's log. */
    seq: notNegative('seq').notNull().default(sql`0`),
    /** `datetime` of the last row of the log: where reading begins, and what the next one is never earlier than. */
    lastPostedAt: instant('last_posted_at').notNull().default(sql`to_timestamp(0)`),
    /** `datetime` of the last usage row of the log. */
    lastUsageAt: instant('last_usage_at'),
    /**
     * The next instant at which something about it changes by itself, where settling stops and goes on: a monthly cap
     * is reached or its month is over, or a hold expires.
     */
    nextRateChangeAt: instant('next_rate_change_at'),
    /** Minor units of the balance that are kept back: the sum of its open holds. Only what is beyond it is spent. */
    held: notNegative('held').notNull().default(sql`0`),
    createdAt: writtenAt(),
  },
  (table) => [
    unique('wallets_user_currency_key').on(table.userId, table.currency),
    // What a payment and a subscription refer to, so that neither can name another user's wallet.
    unique('wallets_id_user_key').on(table.id, table.userId),
    unique('wallets_id_user_currency_key').on(table.id, table.userId, table.currency),
    // A wallet never changes its currency, so billing does not touch this one.
    index('wallets_by_currency').on(table.currency, table.id),
    // Both in as few terms as there can be: what is held is there, and what accrued is always under what the rest of the
    // balance covers, so a wallet with nothing to spend carries nothing.
    check('wallets_backed', sql`${table.balance} - ${table.held} >= least(${table.carry}, 1)`),
  ],
)

/**
 * Every change of a wallet's hourly rate, so that usage can be proven from outside: the integral of these
 * rates over time is what was charged. Only ever added to.
 */
export const rateChanges = pgTable(
  'rate_changes',
  {
    id: countedKey(),
    walletId: int8('wallet_id').notNull(),
    at: instant('at').notNull(),
    hourlyRateMicros: int8('hourly_rate_micros').notNull(),
    cause: text('cause').notNull(),
  },
  (table) => [
    index('rate_changes_wallet').on(table.walletId, table.id),
    check('rate_changes_rate_not_negative', sql`${table.hourlyRateMicros} >= 0`),
  ],
)
