import { sql } from 'drizzle-orm'
import type { Database } from './client'

/** A time-ordered id (UUID v7), for what must be named before its row is written. */
export async function newId(db: Database): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`select uuidv7() as id`)
  if (!row) throw new Error('BUG: the database makes ids')
  return row.id
}
