import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from './test-database'

let first: TestDatabase
let second: TestDatabase

beforeAll(async () => {
  ;[first, second] = await Promise.all([createTestDatabase(), createTestDatabase()])
})

afterAll(() => Promise.all([first.close(), second.close()]))

test('the code under test runs as the application, the owner as the owner', async () => {
  expect(await first.db.execute(sql`select current_user as name`)).toMatchObject([{ name: 'hourglass_app' }])
  expect(await first.owner`select current_user as name`).toMatchObject([{ name: 'postgres' }])
  await expect(first.db.execute(sql`create table intruder (id int)`)).rejects.toThrow()
})

test('a test database is migrated, and no other one sees its rows', async () => {
  await first.owner`insert into users (email) values ('ada@example.com')`
  expect(await first.owner`select email from users where email = 'ada@example.com'`).toHaveLength(1)
  expect(await second.owner`select email from users where email = 'ada@example.com'`).toHaveLength(0)
})

test('the server is PostgreSQL 18 in UTC', async () => {
  const [row] = await first.owner`
    select current_setting('server_version_num')::int / 10000 as major, current_setting('TimeZone') as zone`
  expect(row).toEqual({ major: 18, zone: 'UTC' })
})
