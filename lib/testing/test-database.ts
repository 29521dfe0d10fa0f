import { randomUUID } from 'node:crypto'
import postgres from 'postgres'
import { inject } from 'vitest'
import { createDatabase, type Database } from '@/db/client'
import './test-postgres'

/** A migrated database without rows that belongs to one test file alone. */
export interface TestDatabase {
  /** Address as the role the application logs in as, with no more rights than it has in production. */
  url: string
  /** Address as the owner of the tables. */
  ownerUrl: string
  /** The handle the code under test takes, as the application's role. */
  db: Database
  /** Raw SQL as the owner: to look behind the code's back, or to set up what it may not write itself. */
  owner: postgres.Sql
  /** Closes both connections and drops the database. Call it in `afterAll`. */
  close(): Promise<void>
}

/**
 * Copies the migrated template: a file of tests sees its own rows only, and files can run side by side.
 * Call it in `beforeAll`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { port, superuserPassword, appPassword, template } = inject('testPostgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const address = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
  const admin = postgres(address('postgres', superuserPassword, 'postgres'), { max: 1, onnotice: () => {} })
  await admin`create database ${admin(name)} template ${admin(template)}`

  const url = address('hourglass_app', appPassword, name)
  const ownerUrl = address('postgres', superuserPassword, name)
  const app = createDatabase(url)
  const owner = postgres(ownerUrl, { max: 4, onnotice: () => {}, connection: { TimeZone: 'UTC' } })
  return {
    url,
    ownerUrl,
    db: app.db,
    owner,
    close: async () => {
      await Promise.all([app.close(), owner.end({ timeout: 5 })])
      await admin`drop database ${admin(name)} with (force)`
      await admin.end({ timeout: 5 })
    },
  }
}
