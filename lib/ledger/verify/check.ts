import type { SQL } from 'drizzle-orm'
import type { InvariantName } from './invariants'

/** A rule, and the query that finds what breaks it as (subject, detail). */
export type Check = { invariant: InvariantName; query: SQL }
