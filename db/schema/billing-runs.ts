import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { countedKey, instant } from './columns'

/** One pass that settles every wallet with a running subscription: how far it came, and what it did. */
export const billingRuns = pgTable(
  'billing_runs',
  {
    id: countedKey(),
    asOf: instant('as_of').notNull(),
    startedAt: instant('started_at').notNull().default(sql`clock_timestamp()`),
    /** When it last said how far it came, by the wall clock. */
    heartbeatAt: instant('heartbeat_at').notNull().default(sql`clock_timestamp()`),
    finishedAt: instant('finished_at'),
    status: text('status', { enum: ['running', 'finished', 'failed'] })
      .notNull()
      .default('running'),
    walletsBilled: integer('wallets_billed').notNull().default(0),
    walletsSuspended: integer('wallets_suspended').notNull().default(0),
    /** What was charged, by currency: decimal strings of major units. */
    totals: jsonb('totals').$type<Record<string, string>>().notNull().default({}),
    error: text('error'),
  },
  (table) => [
    index('billing_runs_by_as_of').on(table.asOf),
    check('billing_runs_status_known', sql`${table.status} in ('running', 'finished', 'failed')`),
  ],
)
