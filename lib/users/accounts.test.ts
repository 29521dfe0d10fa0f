import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { authenticateUser } from './authenticate-user'
import { changePassword } from './change-password'
import { createUser } from './create-user'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

const password = 'correct horse battery'

test('an address is stored in one form, whatever way it was typed', async () => {
  const user = await createUser(base.db, { email: '  Ada.Lovelace@Example.COM ', password, name: ' Ada ' })
  expect(user).toMatchObject({ email: 'ada.lovelace@example.com', name: 'Ada', role: 'user', locale: 'en' })
  const [row] = await base.owner`select password_hash from users where id = ${user.id}`
  expect(row?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('one address is one account, also for a look-alike and for two at once', async () => {
  await createUser(base.db, { email: 'grace@example.com', password })
  // Full-width letters are the same letters (NFKC).
  await expect(createUser(base.db, { email: 'ｇｒａｃｅ@example.com', password })).rejects.toMatchObject({
    code: 'email_taken',
    field: 'email',
  })
  const twins = await Promise.allSettled(
    Array.from({ length: 4 }, () => createUser(base.db, { email: 'twin@example.com', password })),
  )
  expect(twins.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})

test.each([
  ['no address', { email: 'nobody', password }, 'email'],
  ['a Cyrillic look-alike', { email: 'аda@example.com', password }, 'email'],
  ['a short password', { email: 'a@example.com', password: '1234567' }, 'password'],
  ['an endless password', { email: 'a@example.com', password: 'x'.repeat(201) }, 'password'],
  ['an unknown field', { email: 'a@example.com', password, role: 'admin' }, 'role'],
])('an account is refused for %s', async (_what, input, field) => {
  await expect(createUser(base.db, input)).rejects.toMatchObject({ code: 'invalid_request', field })
})

test('only the right password opens an account, in any form of its letters', async () => {
  const composed = 'пароль с й'.normalize('NFC')
  const user = await createUser(base.db, { email: 'ivan@example.com', password: composed })
  const signIn = (typed: string, email = 'IVAN@example.com') =>
    authenticateUser(base.db, { email, password: typed })
  await expect(signIn(composed.normalize('NFD'))).resolves.toMatchObject({ id: user.id })
  await expect(signIn('another password')).rejects.toMatchObject({ code: 'invalid_credentials' })
  await expect(signIn(composed, 'unknown@example.com')).rejects.toMatchObject({ code: 'invalid_credentials' })
  await expect(signIn(composed, 'no address at all')).rejects.toMatchObject({ code: 'invalid_credentials' })
})

test('an unknown address costs a password check too, so its delay tells nothing', async () => {
  await createUser(base.db, { email: 'timed@example.com', password })
  const timeMs = async (email: string) => {
    const start = performance.now()
    await authenticateUser(base.db, { email, password: 'wrong password' }).catch(() => undefined)
    return performance.now() - start
  }
  await timeMs('timed@example.com')
  const known = Math.min(...[await timeMs('timed@example.com'), await timeMs('timed@example.com')])
  const unknown = Math.min(...[await timeMs('unknown@example.com'), await timeMs('unknown@example.com')])
  // Without the check the answer takes a millisecond or two instead of tens.
  expect(unknown).toBeGreaterThan(known / 3)
})

test('a user who is blocked learns so, but only with the right password', async () => {
  const { email } = await createUser(base.db, { email: 'blocked@example.com', password })
  await base.owner`update users set blocked_at = now() where email = ${email}`
  await expect(authenticateUser(base.db, { email, password })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(authenticateUser(base.db, { email, password: 'a wrong one' })).rejects.toMatchObject({
    code: 'invalid_credentials',
  })
})

test('a new password ends what was signed in before, and the old one no longer works', async () => {
  const user = await createUser(base.db, { email: 'changing@example.com', password })
  const change = (currentPassword: string, newPassword: string) =>
    changePassword(base.db, { userId: user.id, currentPassword, newPassword })
  await expect(change('not it', 'a new password')).rejects.toMatchObject({
    code: 'invalid_credentials',
    field: 'current_password',
  })
  await expect(change(password, 'short')).rejects.toMatchObject({ field: 'new_password' })
  const changed = await change(password, 'a new password')
  expect(changed.sessionVersion).toBe(user.sessionVersion + 1)
  const { email } = user
  await expect(authenticateUser(base.db, { email, password })).rejects.toMatchObject({
    code: 'invalid_credentials',
  })
  await expect(authenticateUser(base.db, { email, password: 'a new password' })).resolves.toMatchObject({
    email,
  })
})
