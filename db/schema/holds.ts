import { sql } from 'drizzle-orm'
import { check, foreignKey, index, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { instant, int8, uuidKey } from './columns'
import { wallets } from './wallets'

/** How a hold stands: it is open, or has ended in one of three ways. */
export const HOLD_STATUSES = ['open', 'captured', 'released', 'expired'] as const

/** One of the states of a hold. */
export type HoldStatus = (typeof HOLD_STATUSES)[number]

/**
 * Amounts reserved on wallets for what will be charged later, when its price is known. What is open is kept back:
 * neither charges nor usage touch it. Its wallet's `held` is the sum of what is open. One that has ended never changes
 * again, and none is ever deleted (its triggers see to that).
 */
export const holds = pgTable(
  'holds',
  {
    id: uuidKey(),
    userId: uuid('user_id').notNull(),
    walletId: int8('wallet_id').notNull(),
    /** Minor units that are kept back. */
    amount: int8('amount').notNull(),
    /** Minor units that were charged; the rest was free again from that instant on. */
    capturedAmount: int8('captured_amount'),
    /** The number of the charge in the wallet's log. */
    capturedSeq: int8('captured_seq'),
    reason: text('reason').notNull(),
    status: text('status', { enum: HOLD_STATUSES }).notNull().default('open'),
    /** From this instant on it does not count, whether or not anything has noticed. */
    expiresAt: instant('expires_at').notNull(),
    /** Since when it counts, by the domain's clock. */
    createdAt: instant('created_at').notNull(),
    endedAt: instant('ended_at'),
    metadata: jsonb('metadata').$type<Record<string, string>>().notNull().default({}),
    /** Names its placing for ever: asked for again, it is the same hold. */
    idempotencyKey: text('idempotency_key'),
    /** Who placed it: `user:<id>`, `key:<id>`. */
    actor: text('actor').notNull(),
  },
  (table) => [
    // It is on a wallet of its own user.
    foreignKey({
      columns: [table.walletId, table.userId],
      foreignColumns: [wallets.id, wallets.userId],
      name: 'holds_wallet_of_user',
    }),
    unique('holds_user_idempotency_key').on(table.userId, table.idempotencyKey),
    index('holds_by_user').on(table.userId, table.id),
    index('holds_by_user_and_status').on(table.userId, table.status, table.id),
    // What settling looks for where a wallet says that it keeps something back.
    index('holds_open').on(table.walletId, table.expiresAt).where(sql`${table.status} = 'open'`),
    check('holds_amount_positive', sql`${table.amount} > 0`),
    check('holds_status_known', sql`${table.status} in ('open', 'captured', 'released', 'expired')`),
    check('holds_expiry_later', sql`${table.expiresAt} > ${table.createdAt}`),
    check('holds_captured_within', sql`${table.capturedAmount} between 1 and ${table.amount}`),
    check(
      'holds_captured',
      sql`num_nonnulls(${table.capturedAmount}, ${table.capturedSeq}) = case when ${table.status} = 'captured' then 2 else 0 end`,
    ),
    // An end by hand is before the expiry, and never before it began; the expiry is at its own instant.
    check(
      'holds_ended',
      sql`case ${table.status} when 'open' then ${table.endedAt} is null
               when 'expired' then ${table.endedAt} is not null and ${table.endedAt} = ${table.expiresAt}
               else ${table.endedAt} is not null and ${table.endedAt} >= ${table.createdAt} and ${table.endedAt} < ${table.expiresAt} end`,
    ),
  ],
)
