import { sql } from 'drizzle-orm'
import { boolean, check, pgTable } from 'drizzle-orm/pg-core'
import { instant, int8 } from './columns'

/**
 * The sandbox's test clock: at most one row, read by `app_now()`. Without it `app_now()` is `now()`, which is
 * the only state an installation with real money ever has.
 */
export const sandboxClock = pgTable(
  'sandbox_clock',
  {
    only: boolean('only').primaryKey().default(true),
    /** Where the clock stands still; null while it runs. */
    frozenAt: instant('frozen_at'),
    /** How far ahead of the wall clock it runs, in milliseconds. */
    shiftMs: int8('shift_ms').notNull().default(sql`0`),
  },
  (table) => [check('sandbox_clock_single', sql`${table.only}`)],
)
