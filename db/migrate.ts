import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator'
import { createDatabase } from './client'

/** Any number shared by all who migrate: two of them at once would run the same statements. */
const MIGRATION_LOCK = 7_201_342

/**
 * Brings a database to the current schema; does nothing where it is already there.
 * @param ownerUrl the address as the role that owns the tables.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const { db, close } = createDatabase(ownerUrl, { max: 1 })
  try {
    await db.execute(sql`select pg_advisory_lock(${MIGRATION_LOCK})`)
    await applyMigrations(db, { migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)) })
  } finally {
    await close()
  }
}
