import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { hideValuesFromErrors } from './hide-values'
import * as schema from './schema'
import { surviveLostConnections } from './survive-lost-connections'

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
    backoff: reconnectAfterSeconds,
    // Its own query for them, on each new connection, ends the process should that break meanwhile: nobody waits for it.
    // Columns that are arrays are read by drizzle; plain SQL answers with JSON.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'hourglass', TimeZone: 'UTC' },
  })
  surviveLostConnections(sql)
  return { db: drizzle(sql, { schema }), sql, close: () => sql.end({ timeout: 5 }) }
}

/**
 * How long to wait before the next try to connect. The driver counts failed tries over the whole pool, so its own
 * 20 seconds were reached at once when all connections broke together, and kept callers waiting long after the
 * database was back.
 */
function reconnectAfterSeconds(failedTries: number): number {
  return (0.5 + Math.random() / 2) * Math.min(3 ** failedTries / 100, 1)
}
