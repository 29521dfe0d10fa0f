import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ApiScope } from '@/lib/api-keys/scopes'
import { issueAccessToken } from '@/lib/auth/access-token'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { plantOperatorCredential } from '@/lib/testing/plant-credentials'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { POST as rotateOne } from './[id]/rotate/route'
import { DELETE, GET as getOne } from './[id]/route'
import { GET, POST } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

async function plantCustomer(scopes: ApiScope[] = []) {
  const userId = await plantUser(base.db)
  return { userId, key: await plantKey(base.db, userId, scopes) }
}

const make = (as: string, body: unknown, headers: Record<string, string> = {}) =>
  call(POST, '/api/v1/keys', { as, body, headers })
const list = (as: string, query = '') => call(GET, `/api/v1/keys${query}`, { as })
const read = (as: string, id: string) => call(getOne, `/api/v1/keys/${id}`, { as, params: { id } })
const revoke = (as: string, id: string) =>
  call(DELETE, `/api/v1/keys/${id}`, { as, method: 'DELETE', params: { id } })
const rotate = (as: string, id: string, body: unknown = {}, headers: Record<string, string> = {}) =>
  call(rotateOne, `/api/v1/keys/${id}/rotate`, { as, body, headers, params: { id } })

test('a key is made, works, gets a new secret, and is revoked with both', async () => {
  const { userId, key } = await plantCustomer()
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString()
  const made = await make(key, { name: ' Shop ', scopes: ['keys:read'], expires_at: expiresAt })
  expect(made.status).toBe(201)
  const { secret, ...rest } = made.json
  expect(rest).toMatchObject({
    name: 'Shop',
    scopes: ['keys:read'],
    unlimited: false,
    prefix: secret.slice(0, 12),
    expires_at: expiresAt,
    revoked_at: null,
    previous: null,
  })
  expect((await read(secret, rest.id)).json).toMatchObject({ id: rest.id })
  expect((await read(key, rest.id)).text).not.toContain(secret)

  const rotated = await rotate(key, rest.id, { overlap_hours: 2 })
  expect(rotated.json).toMatchObject({ id: rest.id, previous: { prefix: secret.slice(0, 12) } })
  for (const one of [secret, rotated.json.secret]) expect((await list(one)).status).toBe(200)

  expect((await revoke(key, rest.id)).json.revoked_at).toEqual(expect.any(String))
  for (const one of [secret, rotated.json.secret]) expect((await list(one)).status).toBe(401)
  const again = await revoke(key, rest.id)
  expect(again.status).toBe(200)
  expect((await rotate(key, rest.id)).json).toMatchObject({ status: 409, code: 'conflict' })
  const audit = await base.owner`
    select actor, action from audit_log where subject = ${`key:${rest.id}`} order by id`
  const [{ id: byKey } = { id: '' }] =
    await base.owner`select id from api_keys where user_id = ${userId} order by id`
  expect([...audit]).toEqual(
    ['created', 'rotated', 'revoked'].map((what) => ({ actor: `key:${byKey}`, action: `api_key.${what}` })),
  )
})

test('a retry makes no second key, and the secret is stored nowhere', async () => {
  const { userId, key } = await plantCustomer()
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const first = await make(key, { name: 'once' }, headers)
  const again = await make(key, { name: 'once' }, headers)
  const { secret: _, ...shown } = first.json
  expect(again.json).toEqual(shown)
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  const turned = await rotate(key, first.json.id, {}, headers)
  const { secret: __, ...shownLater } = turned.json
  expect((await rotate(key, first.json.id, {}, headers)).json).toEqual(shownLater)
  expect(await base.owner`select from api_keys where user_id = ${userId} and name = 'once'`).toHaveLength(1)
  const [kept] = await base.owner`
    select string_agg(i::text, '') as everything from idempotency_keys i where user_id = ${userId}`
  expect(kept?.everything).toContain(first.json.id)
  for (const { json } of [first, turned]) expect(kept?.everything).not.toContain(json.secret.slice(12))
})

test('a key hands on no more than it has', async () => {
  const { userId, key } = await plantCustomer(['keys:write', 'payments:read'])
  expect((await make(key, { name: 'a', scopes: ['payments:read'] })).status).toBe(201)
  for (const scopes of [undefined, [], ['charges:write'], ['payments:read', 'operator']]) {
    const { json } = await make(key, { name: 'b', ...(scopes && { scopes }) })
    expect(json).toMatchObject({ status: 403, code: 'forbidden', field: 'scopes' })
  }
  // Nor does it take over, or end, a key that may more.
  const full = await plantKey(base.db, userId)
  const { json } = await list(full)
  const fullId = json.data.find((one: { unlimited: boolean }) => one.unlimited).id
  expect((await rotate(key, fullId)).status).toBe(403)
  expect((await revoke(key, fullId)).status).toBe(403)
  expect((await list(key)).json).toMatchObject({ status: 403, scope: 'keys:read' })
})

test('a secret that was replaced manages no keys', async () => {
  const { key } = await plantCustomer()
  const { id } = (await list(key)).json.data[0]
  const { json } = await rotate(key, id)
  expect((await list(key)).status).toBe(200)
  for (const reply of [await make(key, { name: 'x' }), await rotate(key, id), await revoke(key, id)]) {
    expect(reply.json).toMatchObject({ status: 403, code: 'forbidden' })
  }
  expect((await make(json.secret, { name: 'x' })).status).toBe(201)
})

test('an operator key is made by an admin alone', async () => {
  const { userId, key } = await plantCustomer()
  const token = await issueAccessToken({ id: userId, sessionVersion: 0 })
  for (const as of [key, token]) {
    expect((await make(as, { name: 'x', scopes: ['operator'] })).json).toMatchObject({
      status: 403,
      field: 'scopes',
    })
  }
  expect((await make(token, { name: 'all' })).status).toBe(201)
  const operator = await plantOperatorCredential(base, "an operator's key")
  expect((await make(operator, { name: 'x', scopes: ['operator'] })).status).toBe(201)
  // It may make keys for a user, who is no admin.
  expect((await make(operator, { name: 'theirs', user: userId })).status).toBe(201)
  expect((await make(operator, { name: 'x', scopes: ['operator'], user: userId })).status).toBe(403)
  expect((await list(key)).json.data).toContainEqual(expect.objectContaining({ name: 'theirs' }))
})

test('the list pages through all keys, newest first', async () => {
  const { key } = await plantCustomer()
  for (const name of ['1', '2', '3']) await make(key, { name })
  const names: string[] = []
  let cursor = ''
  do {
    const { json } = await list(key, `?limit=2${cursor}`)
    names.push(...json.data.map((one: { name: string }) => one.name))
    cursor = json.next_cursor === null ? '' : `&cursor=${json.next_cursor}`
  } while (cursor !== '')
  expect(names).toEqual(['3', '2', '1', 'test'])
})

test('an expiry lies ahead', async () => {
  const { key } = await plantCustomer()
  for (const expires_at of [new Date(Date.now() - 1).toISOString(), 'soon', null]) {
    expect((await make(key, { name: 'x', expires_at })).json).toMatchObject({
      status: 400,
      field: 'expires_at',
    })
  }
})
