import { decodeJwt, decodeProtectedHeader, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as settings from '@/lib/env'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { issueAccessToken, verifyAccessToken } from './access-token'
import { deriveKey } from './derive-key'

let base: TestDatabase
/** Names the key that tokens are signed by. */
let kid: string

beforeAll(async () => {
  base = await createTestDatabase()
  const token = await issueAccessToken({ id: crypto.randomUUID(), sessionVersion: 0 })
  kid = decodeProtectedHeader(token).kid ?? ''
})

afterAll(() => base.close())

/** A token like ours, but for what is changed. */
function forge(
  userId: string,
  change: {
    alg?: string
    typ?: string
    kid?: string
    key?: Uint8Array
    issuer?: string
    audience?: string
    exp?: number
    nbf?: number
  } = {},
) {
  const now = Math.trunc(Date.now() / 1000)
  return new SignJWT({ user_id: userId, session_version: 0, ...(change.nbf ? { nbf: change.nbf } : {}) })
    .setProtectedHeader({ alg: change.alg ?? 'HS256', typ: change.typ ?? 'JWT', kid: change.kid ?? kid })
    .setIssuedAt()
    .setIssuer(change.issuer ?? settings.env().APP_URL)
    .setAudience(change.audience ?? 'hourglass-api')
    .setExpirationTime(change.exp ?? now + 60)
    .sign(change.key ?? deriveKey('access token'))
}

test('a token names its user and speaks for them for an hour', async () => {
  const userId = await plantUser(base.db)
  const token = await issueAccessToken({ id: userId, sessionVersion: 0 })
  const claims = decodeJwt(token)
  expect(claims).toMatchObject({ user_id: userId })
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3600)
  await expect(verifyAccessToken(base.db, token)).resolves.toMatchObject({ id: userId })
  // The forgeries below fail for what they change, and not because they are no tokens at all.
  await expect(verifyAccessToken(base.db, await forge(userId))).resolves.toMatchObject({ id: userId })
})

test('a token that is not ours, or no longer, speaks for nobody', async () => {
  const userId = await plantUser(base.db)
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await forge(userId)).split('.')[1]}.`
  const refused = [
    await forge(userId, { key: new TextEncoder().encode(settings.env().AUTH_SECRET[0]) }),
    await forge(userId, { alg: 'HS512', key: new Uint8Array(64) }),
    await forge(userId, { audience: 'another' }),
    await forge(userId, { issuer: 'https://elsewhere.example' }),
    await forge(userId, { kid: 'another' }),
    await forge(userId, { typ: 'at+jwt' }),
    await forge(userId, { nbf: Math.trunc(Date.now() / 1000) + 60 }),
    await forge(userId, { exp: Math.trunc(Date.now() / 1000) - 1 }),
    await forge('not an id'),
    none,
    'a.b.c',
    'nonsense',
  ]
  for (const token of refused) expect(await verifyAccessToken(base.db, token)).toBeUndefined()
})

test('a token dies with a block or a new password', async () => {
  const userId = await plantUser(base.db)
  const token = await issueAccessToken({ id: userId, sessionVersion: 0 })
  await base.owner`update users set blocked_at = now() where id = ${userId}`
  expect(await verifyAccessToken(base.db, token)).toBeUndefined()
  await base.owner`update users set blocked_at = null, session_version = 1 where id = ${userId}`
  expect(await verifyAccessToken(base.db, token)).toBeUndefined()
})

test('a secret can be replaced without ending what it signed, and ends it when it goes', async () => {
  const userId = await plantUser(base.db)
  const before = settings.env()
  const [old] = before.AUTH_SECRET
  const token = await issueAccessToken({ id: userId, sessionVersion: 0 })
  const fresh = 'a new secret that is just as long as it has to be'
  const spy = vi.spyOn(settings, 'env').mockReturnValue({ ...before, AUTH_SECRET: [fresh, old] })
  await expect(verifyAccessToken(base.db, token)).resolves.toMatchObject({ id: userId })
  const newer = await issueAccessToken({ id: userId, sessionVersion: 0 })
  expect(decodeProtectedHeader(newer).kid).not.toBe(kid)
  await expect(verifyAccessToken(base.db, newer)).resolves.toMatchObject({ id: userId })

  spy.mockReturnValue({ ...before, AUTH_SECRET: [fresh] })
  expect(await verifyAccessToken(base.db, token)).toBeUndefined()
  await expect(verifyAccessToken(base.db, newer)).resolves.toMatchObject({ id: userId })
  // Whoever keeps an old secret cannot name the new key and sign with the old one.
  const named = { key: deriveKey('access token'), kid: decodeProtectedHeader(newer).kid ?? '' }
  spy.mockReturnValue({ ...before, AUTH_SECRET: [old] })
  const forged = await forge(userId, { ...named, key: deriveKey('access token') })
  spy.mockReturnValue({ ...before, AUTH_SECRET: [fresh, old] })
  expect(await verifyAccessToken(base.db, forged)).toBeUndefined()
})

test('a database that is down is an error, not a token that is wrong', async () => {
  const token = await issueAccessToken({ id: crypto.randomUUID(), sessionVersion: 0 })
  const broken = {
    ...base.db,
    select: () => {
      throw new Error('down')
    },
  } as unknown as typeof base.db
  await expect(verifyAccessToken(broken, token)).rejects.toThrow('down')
})
