import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { createUser } from './create-user'
import { makeAdmin } from './make-admin'
import { readUser } from './user'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})
afterAll(() => base.close())

const password = 'correct horse battery'

test('an account becomes an admin once: sessions end, and the audit log says so', async () => {
  const user = await createUser(base.db, { email: 'first@example.com', password })
  const bystander = await createUser(base.db, { email: 'second@example.com', password })
  const admin = await makeAdmin(base.db, ' First@Example.com ')
  expect(admin).toEqual({ ...user, role: 'admin', sessionVersion: user.sessionVersion + 1 })
  expect(await readUser(base.db, user.id)).toEqual(admin)
  expect(await makeAdmin(base.db, user.email)).toEqual(admin)
  expect(await readUser(base.db, bystander.id)).toEqual(bystander)
  const audit = await base.owner`select actor, action, subject, details from audit_log`
  expect([...audit]).toEqual([
    {
      actor: 'cli',
      action: 'user.role_changed',
      subject: `user:${user.id}`,
      details: { from: 'user', to: 'admin' },
    },
  ])
})

test('an unknown address, a text that is none, and a blocked account are refused', async () => {
  await expect(makeAdmin(base.db, 'nobody@example.com')).rejects.toMatchObject({
    code: 'not_found',
    message: 'There is no account nobody@example.com: sign up with it first.',
  })
  await expect(makeAdmin(base.db, 'nobody')).rejects.toMatchObject({ code: 'invalid_request' })
  const blocked = await createUser(base.db, { email: 'blocked@example.com', password })
  await base.owner`update users set blocked_at = now() where id = ${blocked.id}`
  await expect(makeAdmin(base.db, blocked.email)).rejects.toMatchObject({ code: 'forbidden' })
  expect((await readUser(base.db, blocked.id)).role).toBe('user')
})
