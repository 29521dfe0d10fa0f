import { encode } from 'next-auth/jwt'
import { expect, test, vi } from 'vitest'
import * as settings from '@/lib/env'
import { readSessionClaims } from './read-session-claims'
import { sessionCookie } from './session-cookie'

const claims = { user_id: '0199a000-0000-7000-8000-000000000001', session_version: 3 }
const { name } = sessionCookie()

const seal = (more: { maxAge?: number; secret?: string } = {}) =>
  encode({ token: claims, secret: settings.env().AUTH_SECRET[0], ...more })
const read = (cookies: Record<string, string>) =>
  readSessionClaims({ getAll: () => Object.entries(cookies).map(([name, value]) => ({ name, value })) })

test('the cookie names who signed in, in one piece or in several', async () => {
  const token = await seal()
  await expect(read({ [name]: token })).resolves.toMatchObject(claims)
  const pieces = { [`${name}.1`]: token.slice(40), [`${name}.0`]: token.slice(0, 40) }
  await expect(read(pieces)).resolves.toMatchObject(claims)
})

test('a broken cookie of next-auth beside it is not looked at', async () => {
  const beside = { 'next-auth.callback-url': 'http://[', 'next-auth.csrf-token': '%' }
  await expect(read(beside)).resolves.toBeNull()
  await expect(read({ ...beside, [name]: await seal() })).resolves.toMatchObject(claims)
})

test('none, a made-up, an expired one and one of another secret name nobody', async () => {
  await expect(read({})).resolves.toBeNull()
  await expect(read({ [name]: 'made.up' })).resolves.toBeNull()
  await expect(read({ [name]: await seal({ maxAge: -60 }) })).resolves.toBeNull()
  await expect(
    read({ [name]: await seal({ secret: 'another secret of many characters' }) }),
  ).resolves.toBeNull()
})

test('a new secret signs nobody out while the old one is still named', async () => {
  const before = settings.env()
  const token = await seal()
  const fresh = 'a new secret that is just as long as it has to be'
  const spy = vi
    .spyOn(settings, 'env')
    .mockReturnValue({ ...before, AUTH_SECRET: [fresh, before.AUTH_SECRET[0]] })
  await expect(read({ [name]: token })).resolves.toMatchObject(claims)
  await expect(read({ [name]: await seal() })).resolves.toMatchObject(claims)
  spy.mockReturnValue({ ...before, AUTH_SECRET: [fresh] })
  await expect(read({ [name]: token })).resolves.toBeNull()
})
