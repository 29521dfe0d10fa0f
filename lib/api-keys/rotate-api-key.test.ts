import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { authenticateApiKey, noteApiKeyUse } from './authenticate-api-key'
import { createApiKey } from './create-api-key'
import { readApiKey } from './read-api-key'
import { revokeApiKey } from './revoke-api-key'
import { rotateApiKey } from './rotate-api-key'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

const shown = (secret: string) => authenticateApiKey(base.db, secret)

async function plant(expiresAt?: Date) {
  const userId = await plantUser(base.db)
  const { key, secret } = await createApiKey(base.db, {
    userId,
    name: 'Shop',
    scopes: ['payments:read'],
    expiresAt,
  })
  const own = { userId, keyId: key.id }
  const rotate = (overlapHours: number) => rotateApiKey(base.db, { ...own, overlapHours })
  return { own, key, secret, rotate }
}

/** Lets the overlap of a key end. */
const endOverlap = (keyId: string) =>
  base.owner`update api_keys set previous_expires_at = now() - interval '1 millisecond' where id = ${keyId}`

test('the same key has a new secret, and the old one works until the overlap ends', async () => {
  const { key, secret, rotate } = await plant()
  const rotated = await rotate(24)
  expect(rotated.secret).not.toBe(secret)
  expect(rotated.key).toMatchObject({ id: key.id, name: 'Shop', scopes: ['payments:read'] })
  expect(rotated.key.previous).toMatchObject({ prefix: key.prefix, lastUsedAt: null })
  const hours = ((rotated.key.previous?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000
  expect(hours).toBeGreaterThan(23.9)
  expect(hours).toBeLessThan(24.1)
  expect(await shown(secret)).toMatchObject({ key: { id: key.id }, isOutgoing: true })
  expect(await shown(rotated.secret)).toMatchObject({ key: { id: key.id }, isOutgoing: false })

  await endOverlap(key.id)
  expect(await shown(secret)).toBeUndefined()
  expect(await shown(rotated.secret)).toMatchObject({ key: { id: key.id, previous: null } })
})

test('without an overlap the old secret ends at once; a second rotation ends the one before it', async () => {
  const { secret, rotate } = await plant()
  const second = await rotate(168)
  const third = await rotate(1)
  expect(await shown(secret)).toBeUndefined()
  expect(await shown(second.secret)).toMatchObject({ isOutgoing: true })
  const fourth = await rotate(0)
  expect(await shown(second.secret)).toBeUndefined()
  expect(await shown(third.secret)).toBeUndefined()
  expect(fourth.key.previous).toBeNull()
  expect(await shown(fourth.secret)).toMatchObject({ isOutgoing: false })
})

test('revoking, expiry and a block end both secrets', async () => {
  const revoked = await plant()
  const { secret: revokedNew } = await revoked.rotate(24)
  await revokeApiKey(base.db, revoked.own)
  for (const secret of [revoked.secret, revokedNew]) expect(await shown(secret)).toBeUndefined()
  expect((await readApiKey(base.db, revoked.own)).previous).toBeNull()
  await expect(revoked.rotate(24)).rejects.toMatchObject({ code: 'conflict' })

  const expiring = await plant(new Date(Date.now() + 60_000))
  const { secret: expiringNew } = await expiring.rotate(24)
  await base.owner`update api_keys set expires_at = now() - interval '1 second' where id = ${expiring.key.id}`
  for (const secret of [expiring.secret, expiringNew]) expect(await shown(secret)).toBeUndefined()
  await expect(expiring.rotate(24)).rejects.toMatchObject({ code: 'conflict' })

  const blocked = await plant()
  const { secret: blockedNew } = await blocked.rotate(24)
  await base.owner`update users set blocked_at = now() where id = ${blocked.own.userId}`
  for (const secret of [blocked.secret, blockedNew]) expect(await shown(secret)).toBeUndefined()
})

test('an overlap is whole hours up to a week', async () => {
  const { rotate, secret } = await plant()
  for (const hours of [-1, 169, 1.5, Number.NaN]) {
    await expect(rotate(hours)).rejects.toMatchObject({ code: 'invalid_request', field: 'overlap_hours' })
  }
  expect(await shown(secret)).toMatchObject({ isOutgoing: false })
  const { key } = await rotate(168)
  expect((key.previous?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(168 * 3_600_000 + 5000)
})

test('of rotations at the same moment the last two secrets work, and each is on record', async () => {
  const { key, secret, rotate } = await plant()
  const made = await Promise.all(Array.from({ length: 6 }, () => rotate(24)))
  const found = await Promise.all([secret, ...made.map((one) => one.secret)].map(shown))
  expect(found.filter((one) => one?.isOutgoing === false)).toHaveLength(1)
  expect(found.filter((one) => one?.isOutgoing === true)).toHaveLength(1)
  const audit = await base.owner`
    select details from audit_log where subject = ${`key:${key.id}`} and action = 'api_key.rotated'`
  expect(audit).toHaveLength(6)
  expect(audit[0]?.details).toEqual({ overlap_hours: 24 })
  expect(JSON.stringify(audit)).not.toContain(secret.slice(12))
})

test('the use of the old secret is told apart from that of the new one', async () => {
  const { own, secret, rotate } = await plant()
  const before = await shown(secret)
  if (before) await noteApiKeyUse(base.db, before)
  expect((await readApiKey(base.db, own)).lastUsedAt).toBeInstanceOf(Date)
  const rotated = await rotate(24)
  expect(rotated.key).toMatchObject({ lastUsedAt: null, previous: { lastUsedAt: null } })
  // A note that comes late, of a call from before the rotation, is no use of the new secret.
  if (before) await noteApiKeyUse(base.db, { ...before, key: { ...before.key, lastUsedAt: null } })
  expect((await readApiKey(base.db, own)).lastUsedAt).toBeNull()
  const outgoing = await shown(secret)
  if (outgoing) await noteApiKeyUse(base.db, outgoing)
  const key = await readApiKey(base.db, own)
  expect(key.lastUsedAt).toBeNull()
  expect(key.previous?.lastUsedAt).toBeInstanceOf(Date)
})

test('a key of someone else is not there to be rotated', async () => {
  const { key, secret } = await plant()
  const other = await plantUser(base.db)
  for (const keyId of [key.id, 'x', crypto.randomUUID()]) {
    const theft = rotateApiKey(base.db, { userId: other, keyId, overlapHours: 24 })
    await expect(theft).rejects.toMatchObject({ code: 'not_found' })
  }
  expect(await shown(secret)).toMatchObject({ isOutgoing: false })
})

test('the database refuses half a secret, and one that is its own successor', async () => {
  const { key } = await plant()
  const set = (columns: Record<string, unknown>) =>
    base.owner`update api_keys set ${base.owner(columns)} where id = ${key.id}`
  await expect(set({ previous_hash: 'x' })).rejects.toThrow('api_keys_previous_whole')
  await expect(set({ previous_expires_at: new Date() })).rejects.toThrow('api_keys_previous_whole')
  await expect(set({ previous_last_used_at: new Date() })).rejects.toThrow('api_keys_previous_whole')
  const whole = { previous_prefix: 'hg_test_abcd', previous_expires_at: new Date() }
  await expect(
    base.owner`update api_keys set previous_hash = hash, ${base.owner(whole)} where id = ${key.id}`,
  ).rejects.toThrow('api_keys_previous_another')
})
