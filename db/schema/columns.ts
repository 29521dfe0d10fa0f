import { sql } from 'drizzle-orm'
import { bigint, timestamp, uuid } from 'drizzle-orm/pg-core'

/** An instant: UTC, to the millisecond, as every instant of the domain. */
export const instant = (name: string) => timestamp(name, { precision: 3, withTimezone: true, mode: 'date' })

/** When the row was written, by the wall clock (the domain's own instants come from `app_now()`). */
export const writtenAt = () => instant('created_at').notNull().defaultNow()

/** A time-ordered primary key (UUID v7), made by the database so that plain SQL can insert too. */
export const uuidKey = () => uuid('id').primaryKey().default(sql`uuidv7()`)

/** A counted primary key, for rows whose order of writing matters. */
export const countedKey = () => bigint('id', { mode: 'bigint' }).primaryKey().generatedByDefaultAsIdentity()

/** A whole number of minor units, micros or carry: 64 bits in the database, `bigint` here. */
export const int8 = (name: string) => bigint(name, { mode: 'bigint' })
