import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { authenticateApiKey, noteApiKeyUse } from './authenticate-api-key'
import { createApiKey } from './create-api-key'
import { listApiKeys } from './list-api-keys'
import { revokeApiKey } from './revoke-api-key'
import { hashSecret, isSecret, makeSecret } from './secret'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

test('a key is told from a mistyped one by its checksum', () => {
  const secret = makeSecret('live')
  expect(secret).toMatch(/^hg_live_[0-9A-Za-z]{46}$/)
  expect(isSecret(secret)).toBe(true)
  const other = secret.at(20) === 'a' ? 'b' : 'a'
  expect(isSecret(secret.slice(0, 20) + other + secret.slice(21))).toBe(false)
  expect(isSecret(`${secret}0`)).toBe(false)
  expect(isSecret('')).toBe(false)
})

test('the secret is shown once and stored nowhere', async () => {
  const userId = await plantUser(base.db)
  const { key, secret } = await createApiKey(base.db, { userId, name: ' Shop ', scopes: ['payments:read'] })
  expect(key).toMatchObject({ userId, name: 'Shop', scopes: ['payments:read'], prefix: secret.slice(0, 12) })
  const [row] = await base.owner`select api_keys::text as everything, hash from api_keys where id = ${key.id}`
  expect(row?.everything).not.toContain(secret.slice(12))
  expect(row?.hash).toBe(hashSecret(secret))
  await expect(authenticateApiKey(base.db, secret)).resolves.toMatchObject({
    key: { id: key.id },
    user: { id: userId },
  })
})

test('a key stops working when it is revoked, expires, or its user is blocked', async () => {
  const userId = await plantUser(base.db)
  const make = (expiresAt?: Date) => createApiKey(base.db, { userId, name: 'k', expiresAt })
  const [revoked, expired, fine] = [await make(), await make(new Date(Date.now() - 1000)), await make()]
  const first = await revokeApiKey(base.db, { userId, keyId: revoked.key.id })
  expect(first.revokedAt).toBeInstanceOf(Date)
  await expect(revokeApiKey(base.db, { userId, keyId: revoked.key.id })).resolves.toEqual(first)
  expect(await authenticateApiKey(base.db, revoked.secret)).toBeUndefined()
  expect(await authenticateApiKey(base.db, expired.secret)).toBeUndefined()
  expect(await authenticateApiKey(base.db, fine.secret)).toBeDefined()
  await base.owner`update users set blocked_at = now() where id = ${userId}`
  expect(await authenticateApiKey(base.db, fine.secret)).toBeUndefined()
})

test('among calls that never pause, each finds its own key, and none comes after a revocation', async () => {
  const owners = await Promise.all(Array.from({ length: 8 }, () => plantUser(base.db)))
  const keys = await Promise.all(owners.map((userId) => createApiKey(base.db, { userId, name: 'busy' })))
  const [first] = keys
  let isRevoked = false
  let isOver = false
  const callers = keys.map(async ({ key, secret }) => {
    for (let calls = 0; !isOver; calls += 1) {
      const cameAfter = isRevoked
      const found = await authenticateApiKey(base.db, secret)
      if (found) expect(found).toMatchObject({ key: { id: key.id }, user: { id: key.userId } })
      else expect(secret).toBe(first?.secret)
      if (cameAfter && secret === first?.secret) expect(found).toBeUndefined()
      if (calls === 40 && secret === first?.secret) {
        await revokeApiKey(base.db, { userId: key.userId, keyId: key.id })
        isRevoked = true
      }
      if (calls === 80 && secret === first?.secret) isOver = true
    }
  })
  await Promise.all(callers)
  expect(isRevoked).toBe(true)
})

test('a key of someone else is neither listed nor revoked', async () => {
  const [owner, other] = [await plantUser(base.db), await plantUser(base.db)]
  const { key, secret } = await createApiKey(base.db, { userId: owner, name: 'mine' })
  expect(await listApiKeys(base.db, { userId: other })).toEqual([])
  for (const keyId of [key.id, 'not-an-id']) {
    await expect(revokeApiKey(base.db, { userId: other, keyId })).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await authenticateApiKey(base.db, secret)).toBeDefined()
  expect(await listApiKeys(base.db, { userId: owner })).toMatchObject([{ id: key.id, name: 'mine' }])
})

test('only an admin makes an operator key', async () => {
  const userId = await plantUser(base.db)
  const make = () => createApiKey(base.db, { userId, name: 'server', scopes: ['operator'] })
  await expect(make()).rejects.toMatchObject({ code: 'forbidden', field: 'scopes' })
  await base.owner`update users set role = 'admin' where id = ${userId}`
  await expect(make()).resolves.toMatchObject({ key: { scopes: ['operator'] } })
})

test('the use of a key is noted once a minute', async () => {
  const userId = await plantUser(base.db)
  const { key } = await createApiKey(base.db, { userId, name: 'busy' })
  const lastUsed = async () => (await listApiKeys(base.db, { userId }))[0]?.lastUsedAt ?? null
  const shown = { key, isOutgoing: false }
  await noteApiKeyUse(base.db, shown)
  const first = await lastUsed()
  expect(first).toBeInstanceOf(Date)
  await noteApiKeyUse(base.db, shown)
  expect(await lastUsed()).toEqual(first)
  await base.owner`update api_keys set last_used_at = now() - interval '61 seconds' where id = ${key.id}`
  await noteApiKeyUse(base.db, { ...shown, key: { ...key, lastUsedAt: new Date(Date.now() - 61_000) } })
  expect(await lastUsed()).not.toEqual(null)
  expect((await lastUsed())?.getTime()).toBeGreaterThanOrEqual(first?.getTime() ?? 0)
})

test('fifty keys of a user work at a time, also when they are asked for at once', async () => {
  const userId = await plantUser(base.db)
  await base.owner`
    insert into api_keys (user_id, name, prefix, hash, expires_at, revoked_at)
    select ${userId}, 'k', 'hg_test_', gen_random_uuid()::text,
           case when n > 250 then now() - interval '1 second' end, case when n between 48 and 250 then now() end
      from generate_series(1, 300) n`
  const make = () => createApiKey(base.db, { userId, name: 'last' })
  const made = await Promise.allSettled(Array.from({ length: 6 }, make))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  await expect(make()).rejects.toMatchObject({ code: 'conflict' })
  const listed = await listApiKeys(base.db, { userId })
  const over = (key: (typeof listed)[number]) => key.revokedAt !== null || key.expiresAt !== null
  expect(listed.slice(0, 50).some(over)).toBe(false)
  expect(listed.slice(50).every(over)).toBe(true)
  expect(listed[0]?.name).toBe('last')
  await revokeApiKey(base.db, { userId, keyId: listed[0]?.id ?? '' })
  await expect(make()).resolves.toBeDefined()
})

test('a scope that is no more grants nothing', async () => {
  const userId = await plantUser(base.db)
  const { key, secret } = await createApiKey(base.db, { userId, name: 'old', scopes: ['payments:read'] })
  expect(key).toMatchObject({ scopes: ['payments:read'], isUnlimited: false })
  await base.owner`update api_keys set scopes = '{faxes:send}' where id = ${key.id}`
  const found = await authenticateApiKey(base.db, secret)
  expect(found?.key).toMatchObject({ scopes: [], isUnlimited: false })
})
