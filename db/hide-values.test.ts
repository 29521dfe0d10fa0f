import { inspect } from 'node:util'
import { sql } from 'drizzle-orm'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import type { Database } from './client'
import { users } from './schema'
import { isUniqueViolation } from './unique-violation'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

const SECRET = '$argon2id$never-to-be-seen'

/** Everything a log could write of an error. */
function written(error: unknown): string {
  const { message, stack } = error as Error
  return [message, stack, JSON.stringify(error), inspect(error, { depth: 9 }), logged(error)].join('\n')
}

function logged(error: unknown): string {
  let lines = ''
  const stream = { write: (line: string) => (lines += line) }
  pino({ serializers: { error: pino.stdSerializers.err } }, stream).error({ error }, 'x')
  return lines
}

const failing: [string, (db: Database) => PromiseLike<unknown>][] = [
  [
    'a NUL character',
    (db) => db.insert(users).values({ email: 'nul@example.test', name: 'a\0b', passwordHash: SECRET }),
  ],
  [
    'a constraint that quotes the row',
    (db) => db.insert(users).values({ email: null as unknown as string, passwordHash: SECRET }),
  ],
  ['plain SQL', (db) => db.execute(sql`select ${SECRET}::text, 1 / 0`)],
]

test.each(failing)('%s: the error tells the query and no value', async (_name, run) => {
  for (const attempt of [() => run(base.db), () => base.db.transaction(async (tx) => void (await run(tx)))]) {
    const error = await Promise.resolve(attempt()).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(written(error)).toMatch(/Failed query: (insert|select)/)
    expect(written(error)).not.toContain(SECRET)
  }
})

test('the constraint is still told', async () => {
  const email = 'twice@example.test'
  await base.db.insert(users).values({ email, passwordHash: SECRET })
  const error = await base.db
    .insert(users)
    .values({ email, passwordHash: SECRET })
    .catch((thrown: unknown) => thrown)
  const { cause } = error as { cause: { constraint_name: string } }
  expect(isUniqueViolation(error, cause.constraint_name)).toBe(true)
  expect(cause.constraint_name).toContain('email')
  expect(written(error)).not.toContain(email)
})
