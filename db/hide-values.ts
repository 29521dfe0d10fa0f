import { PgPreparedQuery } from 'drizzle-orm/pg-core'

type Run = (query: string, params: unknown[], run: () => Promise<unknown>) => Promise<unknown>

/**
 * Keeps what a query was given out of its error. Drizzle prints all of it into the message, and Postgres the whole
 * row into `detail`: hashes of passwords and keys would reach every log that the error reaches, whoever writes it.
 * So it is done where the error is made. The text of the query and the cause with its code stay. Drizzle hands the
 * values to this one method for its error and for a cache, and there is no cache.
 */
export function hideValuesFromErrors(): void {
  const prepared = PgPreparedQuery.prototype as unknown as { queryWithCache: Run & { hidesValues?: true } }
  const original = prepared.queryWithCache
  if (typeof original !== 'function') throw new Error('BUG: drizzle makes its errors elsewhere now')
  if (original.hidesValues) return
  const hiding: Run = async function (this: unknown, query, _params, run) {
    return original.call(this, query, [], () => run().catch(throwWithoutRow))
  }
  prepared.queryWithCache = Object.assign(hiding, { hidesValues: true as const })
}

/** Throws an error of the driver again, without what it quotes. */
export function throwWithoutRow(error: unknown): never {
  // `detail` quotes the row or the key that was refused, `where` may quote the parameters.
  if (error instanceof Error) for (const name of ['detail', 'where']) Reflect.deleteProperty(error, name)
  throw error
}
