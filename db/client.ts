import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { hideValuesFromErrors } from './hide-values'
import * as schema from './schema'

/** The database handle: the pool, or a transaction of it. Use cases take it first, so that they compose. */
export type Database = Pick<
  PostgresJsDatabase<typeof schema>,
  | 'select'
  | 'selectDistinct'
  | 'selectDistinctOn'
  | 'insert'
  | 'update'
  | 'delete'
  | 'execute'
  | 'transaction'
  | 'with'
  | '$with'
  | '$count'
>

/**
 * Opens a pool of connections. Errors of its queries never carry the values that they were given.
 * @param url a postgres:// address.
 * @param options `max` connections (default 10).
 */
export function createDatabase(url: string, options: { max?: number } = {}) {
  hideValuesFromErrors()
  const sql = postgres(url, {
    max: options.max ?? 10,
    idle_timeout: 30,
    connect_timeout: 10,
    onnotice: () => {},
    connection: { application_name: 'hourglass', TimeZone: 'UTC' },
  })
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}
