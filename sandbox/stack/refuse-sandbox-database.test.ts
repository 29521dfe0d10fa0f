import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { createUser } from '@/lib/users/create-user'
import { hashPassword } from '@/lib/users/password'
import { DEMO_PASSWORD, DEMO_PEOPLE } from '@/sandbox/demo/accounts'
import { seedDemo } from '@/sandbox/demo/seed-demo'
import { Problem } from './problem'
import { refuseSandboxDatabase } from './refuse-sandbox-database'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.close())

async function refusal(): Promise<string> {
  const error = await refuseSandboxDatabase(base.url).catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(Problem)
  return (error as Problem).message
}

test('a new database is fine; one of the sandbox is refused until nobody can sign in with the demo', async () => {
  await expect(refuseSandboxDatabase(base.url)).resolves.toBeUndefined()

  const { users } = await seedDemo(base.url)
  const names = users.map(({ email }) => email)
  expect(await refusal()).toContain(`still signs in as ${names.join(', ')}: set DATABASE_URL`)

  await base.owner`update users set blocked_at = now() where email = 'anna@hourglass.test'`
  expect(await refusal()).toContain('signs in as admin@hourglass.test, boris@hourglass.test:')

  const passwordHash = await hashPassword('a password of their own')
  await base.owner`update users set password_hash = ${passwordHash} where blocked_at is null`
  await expect(refuseSandboxDatabase(base.url)).resolves.toBeUndefined()
})

test('a stranger who signs up as one of the demo cannot keep the service from starting', async () => {
  const real = await createTestDatabase()
  try {
    for (const { email } of DEMO_PEOPLE) await createUser(real.db, { email, password: DEMO_PASSWORD })
    await expect(refuseSandboxDatabase(real.url)).resolves.toBeUndefined()
    await real.owner`update users set role = 'admin' where email = ${DEMO_PEOPLE[0].email}`
    await expect(refuseSandboxDatabase(real.url)).rejects.toThrow('signs in as admin@hourglass.test:')
  } finally {
    await real.close()
  }
})

test.each([
  ['stands still', '2030-01-01T00:00:00Z', 0],
  ['runs ahead', null, 3_600_000],
  ['was used and shows the time', null, 0],
])('a clock of the sandbox that %s is refused', async (_what, frozenAt, shiftMs) => {
  await base.owner`insert into sandbox_clock (frozen_at, shift_ms) values (${frozenAt}, ${shiftMs})`
  expect(await refusal()).toMatch(/^The time of this database was moved by the sandbox's clock/)
  await base.owner`delete from sandbox_clock`
  await expect(refuseSandboxDatabase(base.url)).resolves.toBeUndefined()
})
