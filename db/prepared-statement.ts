import { is, Placeholder, type SQL } from 'drizzle-orm'
import { PgDialect } from 'drizzle-orm/pg-core'
import type postgres from 'postgres'
import type { Database } from './client'
import { throwWithoutRow } from './hide-values'

const dialect = new PgDialect()

/** What stands in for the placeholders of a statement: as Postgres reads it from text, or true and false. */
export type StatementValues = Record<string, string | boolean | null>

/**
 * A statement that is written once, planned once for each connection, and handed straight to the driver: for what is run by
 * the thousand a second or weighs much, where the layers between are a tenth of the caller's work, and planning another.
 * @param written with `sql.placeholder` for its values.
 */
export function preparedStatement<Row extends Record<string, unknown>>(written: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(written)
  const names = params.map((param) => (is(param, Placeholder) ? String(param.name) : ''))
  if (names.includes('')) throw new Error('BUG: a prepared statement takes its values by name')
  return {
    text,
    /** The names of the values `$1`, `$2` … in the text. */
    names,
    /** @throws what the database says, without the values that it was given. */
    async run(db: Database, values: StatementValues): Promise<Row[]> {
      const ordered = names.map((name) => values[name] ?? null)
      return clientOf(db).unsafe<Row[]>(text, ordered, { prepare: true }).catch(throwWithoutRow)
    },
  }
}

/**
 * Runs a query as a prepared statement, as what is asked over and over in the same words is worth: the driver sends any other in
 * two round trips, and the database plans it anew.
 * @throws what the database says, without the values that it was given.
 */
export async function executePrepared<Row extends Record<string, unknown>>(
  db: Database,
  query: SQL,
): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(query)
  return clientOf(db)
    .unsafe<Row[]>(text, params as string[], { prepare: true })
    .catch(throwWithoutRow)
}

/** What a handle sends its queries by: the pool, or the connection of a transaction. */
function clientOf(db: Database): postgres.Sql {
  const { client } = (db as unknown as { _: { session: { client?: postgres.Sql } } })._.session
  if (typeof client?.unsafe !== 'function') throw new Error('BUG: drizzle keeps its client elsewhere now')
  return client
}
