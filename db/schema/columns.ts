import { sql } from 'drizzle-orm'
import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core'

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

/**
 * Types of the database that carry their own rule (migration 0022). A rule of a type is asked only where such a value is
 * written and is planned once for a connection; a CHECK of a table is read and planned anew by every statement that
 * writes to it, which was a tenth of a charge (docs/decisions/0026).
 */
const ruled = (type: 'not_negative' | 'from_one' | 'below_unit') => (name: string) =>
  customType<{ data: bigint; driverData: string }>({
    dataType: () => type,
    fromDriver: BigInt,
    toDriver: String,
  })(name)

/** An `int8` that is never below zero. */
export const notNegative = ruled('not_negative')

/** An `int8` that counts from one. */
export const fromOne = ruled('from_one')

/** Accrued usage too small to charge yet, in rate micros × milliseconds: 0 ≤ carry < 3.6e12, which make a minor unit. */
export const carryBelowUnit = ruled('below_unit')

/** A currency by its code of three capitals. */
export const currencyCode = customType<{ data: string }>({ dataType: () => 'currency_code' })
