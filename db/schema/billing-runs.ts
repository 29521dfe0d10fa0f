import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { countedKey, instant, int8 } from './columns'

/** One pass that settles every wallet with a running subscription: how far it came, and what it did. */
export const billingRuns = pgTable(
  'billing_runs',
  {
    id: countedKey(),
    asOf: instant('as_of').notNull(),
    /** Up to when the finished run before it had billed; null for the very first. */
    since: instant('since'),
    startedAt: instant('started_at').notNull().default(sql`clock_timestamp()`),
    /** When it last said how far it came, by the wall clock. */
    heartbeatAt: instant('heartbeat_at').notNull().default(sql`clock_timestamp()`),
    finishedAt: instant('finished_at'),
    /** When it was last taken up again after it had stopped. */
    resumedAt: instant('resumed_at'),
    status: text('status', { enum: ['running', 'finished', 'failed'] })
      .notNull()
      .default('running'),
    walletsBilled: integer('wallets_billed').notNull().default(0),
    walletsSuspended: integer('wallets_suspended').notNull().default(0),
    /** What was charged, by currency: decimal strings of major units. */
    totals: jsonb('totals').$type<Record<string, string>>().notNull().default({}),
    error: text('error'),
    /** Usage from here on is given back: billing had stood still for longer than the operator charges for. */
    forgivenFrom: instant('forgiven_from'),
  },
  (table) => [
    index('billing_runs_by_as_of').on(table.asOf),
    check('billing_runs_status_known', sql`${table.status} in ('running', 'finished', 'failed')`),
  ],
)

/**
 * The wallets of a run, cut into ranges of ids that workers take one by one. Each says how far it came in the same
 * transaction that settles, so a run that was killed goes on where it was.
 */
export const billingRanges = pgTable(
  'billing_ranges',
  {
    runId: int8('run_id')
      .notNull()
      .references(() => billingRuns.id),
    /** Counts from 0. */
    number: integer('number').notNull(),
    /** Wallets after this id … */
    afterId: int8('after_id').notNull(),
    /** … up to and with this one. */
    upToId: int8('up_to_id').notNull(),
    /** The last id that is settled. */
    doneId: int8('done_id').notNull(),
    walletsBilled: integer('wallets_billed').notNull().default(0),
    walletsSuspended: integer('wallets_suspended').notNull().default(0),
    /** Minor units charged, by currency, as decimal strings. */
    charged: jsonb('charged').$type<Record<string, string>>().notNull().default({}),
    /** Which attempt works on it; one that was overtaken may no longer write. */
    holder: text('holder'),
    /** When the holder last said how far it came, by the wall clock. */
    heartbeatAt: instant('heartbeat_at'),
    /** Why its last attempt gave up; null again when the run is taken up again. */
    error: text('error'),
  },
  (table) => [
    primaryKey({ columns: [table.runId, table.number] }),
    check('billing_ranges_inside', sql`${table.doneId} between ${table.afterId} and ${table.upToId}`),
  ],
)
