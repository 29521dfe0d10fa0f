import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { call, plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getAudit } from '../audit-log/route'
import { GET as getBalance } from '../balance/route'
import { GET as getUser, PATCH } from './[id]/route'
import { GET, POST } from './route'

let base: TestDatabase
let operator: { userId: string; key: string }

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  operator = await plantOperator(base)
})
afterAll(() => base.close())

const list = (query: string, as = operator.key) => call(GET, `/api/v1/users${query}`, { as })
const read = (id: string, as = operator.key) => call(getUser, `/api/v1/users/${id}`, { as, params: { id } })
const change = (id: string, body: unknown, as = operator.key) =>
  call(PATCH, `/api/v1/users/${id}`, { as, body, method: 'PATCH', params: { id } })

const password = 'correct horse battery'

test('an operator signs people up, finds them by address or part of it, and sees what they have', async () => {
  const signUp = { email: 'Panel.Customer@example.com', password, name: 'Иван' }
  const { json: user } = await call(POST, '/api/v1/users', { as: operator.key, body: signUp })
  const shown = { ...user, blocked: false, blocked_at: null, balances: [] }
  expect((await list('?email=PANEL.customer@example.com')).json).toEqual({ data: [shown], next_cursor: null })
  expect((await list('?q=el.cust')).json.data).toEqual([shown])
  expect((await list('?q=el%25cust')).json.data).toEqual([])
  expect((await read(user.id)).json).toEqual(shown)
  const audit = await call(getAudit, `/api/v1/audit-log?subject=user:${user.id}`, { as: operator.key })
  expect(audit.json.data).toEqual([
    {
      id: expect.any(String),
      datetime: expect.any(String),
      actor: expect.stringMatching(/^key:/),
      action: 'user.created',
      subject: `user:${user.id}`,
      details: {},
    },
  ])
})

test('whoever names a user changes no other', async () => {
  const [one, other] = [await plantUser(base.db), await plantUser(base.db)]
  const rename = (query: string) =>
    call(PATCH, `/api/v1/users/${one}${query}`, {
      as: operator.key,
      method: 'PATCH',
      params: { id: one },
      body: { name: 'Ada' },
    })
  for (const named of [other, operator.userId]) {
    expect((await rename(`?user=${named}`)).json).toMatchObject({ status: 404, code: 'not_found' })
  }
  expect((await read(one)).json.name).not.toBe('Ada')
  expect((await rename(`?user=${one}`)).json).toMatchObject({ id: one, name: 'Ada' })
})

test('only people who sign up themselves are counted by their address', async () => {
  await base.owner`
    insert into rate_limits (key, points, expire)
    values ('sign_up_ip:127.0.0.1', 1000, extract(epoch from now() + interval '1 hour') * 1000),
           ('sign_up_ip:unknown', 1000, extract(epoch from now() + interval '1 hour') * 1000)`
  const [{ count } = { count: 0 }] = await base.owner`select count(*)::int from rate_limits`
  const body = (email: string) => ({ email, password })
  const own = await call(POST, '/api/v1/users', { body: body('one@example.com') })
  const customer = await plantKey(base.db, await plantUser(base.db))
  const byUser = await call(POST, '/api/v1/users', { body: body('two@example.com'), as: customer })
  const byOperator = await call(POST, '/api/v1/users', { body: body('three@example.com'), as: operator.key })
  const byNobody = await call(POST, '/api/v1/users', { body: body('four@example.com'), as: 'nonsense' })
  expect([own, byUser, byOperator, byNobody].map(({ status }) => status)).toEqual([429, 429, 201, 401])
  expect(await base.owner`select from rate_limits`).toHaveLength(count)
})

test('the list pages through everyone once', async () => {
  await plantWallet(base.db, { balanceMinor: 1250n, asOf: await appNow(base.db) })
  const seen: { id: string; balances: unknown[] }[] = []
  for (let query = '?limit=2'; query !== ''; ) {
    const { json } = await list(query)
    seen.push(...json.data)
    query = json.next_cursor === null ? '' : `?limit=2&cursor=${json.next_cursor}`
  }
  const [count] = await base.owner`select count(*)::int as users from users`
  expect(seen).toHaveLength(count?.users)
  expect(new Set(seen.map(({ id }) => id)).size).toBe(count?.users)
  expect(seen[0]?.balances).toEqual([
    { currency: 'RUB', balance: '12.50', available: '12.50', hourly_rate: '0.00' },
  ])
})

test('a block ends keys at once, and its end lets them work again', async () => {
  const userId = await plantUser(base.db)
  const key = await plantKey(base.db, userId)
  const balance = async () => (await call(getBalance, '/api/v1/balance', { as: key })).status
  expect(await balance()).toBe(200)
  const blocked = await change(userId, { blocked: true })
  expect(blocked.json).toMatchObject({ id: userId, blocked: true, blocked_at: expect.any(String) })
  expect(await balance()).toBe(401)
  expect((await change(userId, { blocked: false })).json).toMatchObject({ blocked: false, blocked_at: null })
  expect(await balance()).toBe(200)
})

test('name and language change alone or together, and leave the rest', async () => {
  const userId = await plantUser(base.db)
  expect((await change(userId, { name: ' Анна ' })).json).toMatchObject({ name: 'Анна', locale: 'en' })
  expect((await change(userId, { locale: 'ru' })).json).toMatchObject({ name: 'Анна', locale: 'ru' })
  await change(userId, { locale: 'ru', name: 'Анна' })
  const audit = await base.owner`
    select action, details from audit_log where subject = ${`user:${userId}`} order by id`
  expect([...audit]).toEqual([
    { action: 'user.profile_changed', details: { from_name: '', to_name: 'Анна' } },
    { action: 'user.profile_changed', details: { from_locale: 'en', to_locale: 'ru' } },
  ])
})

test('what is refused changes nothing', async () => {
  const userId = await plantUser(base.db)
  const long = await change(userId, { blocked: true, name: 'x'.repeat(101) })
  expect(long.json).toMatchObject({ status: 400, field: 'name' })
  expect((await change(userId, {})).json).toMatchObject({ status: 400, code: 'invalid_request' })
  expect((await change(userId, { role: 'admin' })).json).toMatchObject({ status: 400, field: 'role' })
  expect((await change(userId, { blocked: 'yes' })).json).toMatchObject({ status: 400, field: 'blocked' })
  expect((await read(userId)).json).toMatchObject({ blocked: false, name: '' })
  const own = await change(operator.userId, { blocked: true, name: 'Me' })
  expect(own.json).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await read(operator.userId)).json).toMatchObject({ name: '', blocked: false })
})

test.each(['019ab000-0000-7000-8000-000000000000', 'x'])('there is no user %s', async (id) => {
  expect((await read(id)).status).toBe(404)
  expect((await change(id, { name: 'x' })).status).toBe(404)
})

test.each(['?email=x', '?limit=0', '?cursor=x', '?name=x', '?q=a%00', '?email='])(
  '%s is refused',
  async (query) => {
    expect((await list(query)).json).toMatchObject({ status: 400, code: 'invalid_request' })
  },
)

test('none of it is for users: not for themselves, not for others, nor for an admin’s ordinary key', async () => {
  const userId = await plantUser(base.db)
  const user = await plantKey(base.db, userId)
  const admin = await plantKey(base.db, operator.userId)
  for (const as of [user, admin]) {
    for (const id of [userId, operator.userId, '019ab000-0000-7000-8000-000000000000']) {
      expect((await read(id, as)).status).toBe(403)
      expect((await change(id, { blocked: true }, as)).status).toBe(403)
    }
    expect((await list('', as)).status).toBe(403)
    expect((await call(getAudit, '/api/v1/audit-log', { as })).status).toBe(403)
  }
})

test('the audit log pages, newest first', async () => {
  const page = async (query: string) =>
    (await call(getAudit, `/api/v1/audit-log?${query}`, { as: operator.key })).json
  const first = await page('limit=2')
  const next = await page(`limit=100&cursor=${first.next_cursor}`)
  const ids = [...first.data, ...next.data].map(({ id }) => Number(id))
  expect(ids).toEqual(ids.toSorted((a, b) => b - a))
  expect(ids.length).toBeGreaterThan(3)
  expect(await page('subject=user:nobody')).toEqual({ data: [], next_cursor: null })
  expect(await page('subject=%27')).toMatchObject({ status: 400, field: 'subject' })
  expect(await page('cursor=x')).toMatchObject({ status: 400, field: 'cursor' })
})
