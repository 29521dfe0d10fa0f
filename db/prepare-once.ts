import type { Database } from './client'

/**
 * A query that is built once for each handle and planned once for each connection. What is asked at every call is
 * worth it: the driver sends a query without a name in two round trips, and the database plans it anew each time.
 * @param prepare builds it and ends in `.prepare(name)`; values come in by `sql.placeholder`.
 */
export function prepareOnce<Query>(prepare: (db: Database) => Query): (db: Database) => Query {
  const prepared = new WeakMap<Database, Query>()
  return (db) => {
    const known = prepared.get(db)
    if (known) return known
    const query = prepare(db)
    prepared.set(db, query)
    return query
  }
}
