import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { countedKey, instant } from './columns'

/** One pass of the verifier over every wallet, and what it found. */
export const verifications = pgTable(
  'verifications',
  {
    id: countedKey(),
    startedAt: instant('started_at').notNull().default(sql`clock_timestamp()`),
    finishedAt: instant('finished_at'),
    status: text('status', { enum: ['running', 'finished', 'failed'] })
      .notNull()
      .default('running'),
    /** The sums of the proof by currency: decimal strings. */
    proof: jsonb('proof').$type<Record<string, Record<string, string>>>().notNull().default({}),
    violations: integer('violations').notNull().default(0),
    /** The first of them. */
    found: jsonb('found')
      .$type<{ invariant: string; subject: string; detail: string }[]>()
      .notNull()
      .default([]),
    error: text('error'),
  },
  (table) => [check('verifications_status_known', sql`${table.status} in ('running', 'finished', 'failed')`)],
)
