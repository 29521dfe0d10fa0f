import { migrate } from '@/db/migrate'

/** `npm run migrate`: brings the database to the current schema, as the role that owns the tables. */
const ownerUrl = process.env.DATABASE_MIGRATION_URL || process.env.DATABASE_URL
if (ownerUrl) {
  await migrate(ownerUrl)
} else {
  console.error('DATABASE_URL is missing: set it to the postgres:// address of the database.')
  process.exitCode = 1
}
