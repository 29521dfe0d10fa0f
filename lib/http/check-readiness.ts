import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import * as schema from '@/db/schema'
import { AppError } from '../errors'

/** Every column that this version of the code reads or writes. */
const expected = Object.values(schema).flatMap((table: unknown) => {
  if (!is(table, PgTable)) return []
  const { name, columns } = getTableConfig(table)
  return columns.map((column) => `${name}.${column.name}`)
})

/**
 * Whether this server can serve: the database answers and has every column and the clock this code needs. During a
 * deployment a server that came before its migration says no.
 * @throws AppError `unavailable`; the driver's own error if the database cannot be reached.
 */
export async function checkReadiness(db: Database): Promise<void> {
  const [row] = await db.execute<{ missing: string[]; clock: boolean }>(sql`
    select to_regprocedure('app_now()') is not null as clock,
           to_json(array(select wanted from json_array_elements_text(${JSON.stringify(expected)}::json) wanted
                  where wanted not in (select c.relname || '.' || a.attname
                                         from pg_attribute a join pg_class c on c.oid = a.attrelid
                                        where c.relnamespace = 'public'::regnamespace and a.attnum > 0
                                          and not a.attisdropped))) as missing`)
  if (!row?.clock || row.missing.length > 0) {
    throw new AppError('unavailable', 'The database has not been migrated to this version.', {
      retryAfterSeconds: 5,
    })
  }
}
