import { afterAll, beforeAll, expect, test } from 'vitest'
import { call, plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { after, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET } from './route'

let base: TestDatabase
let key: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  const { userId, walletId } = await plantWallet(base.db)
  key = await plantKey(base.db, userId)
  for (let count = 0; count < 7; count += 1) await topUp(base.db, walletId, 100n, after(count * 1000))
})

afterAll(() => base.close())

const list = (query: string, headers: Record<string, string> = {}) =>
  call(GET, `/api/v1/transactions${query}`, { as: key, headers })
const seqs = (rows: { id: string }[]) => rows.map(({ id }) => id.split('-')[1])

test('pages follow each other without a gap or a repeat', async () => {
  const seen: (string | undefined)[] = []
  let query = '?limit=3'
  for (let page = 0; page < 3; page += 1) {
    const { json } = await list(query)
    seen.push(...seqs(json.data))
    query = `?limit=3&cursor=${encodeURIComponent(json.next_cursor)}`
  }
  expect(seen).toEqual(['7', '6', '5', '4', '3', '2', '1'])
})

test('the log is filtered by time, half-open, and by type', async () => {
  const { json } = await list(`?from=${after(2000).toISOString()}&to=${after(4000).toISOString()}`)
  expect(seqs(json.data)).toEqual(['4', '3'])
  expect((await list('?type=charge')).json.data).toEqual([])
  expect((await list('?currency=usd')).json.data).toEqual([])
})

test.each([
  ['type=gift', 'type'],
  ['from=yesterday', 'from'],
  ['to=2026-02-30T00:00:00Z', 'to'],
  ['cursor=xyz', 'cursor'],
  ['format=xml', 'format'],
  ['currency=zzz', 'currency'],
])('?%s is refused by name', async (query, field) => {
  expect((await list(`?${query}`)).json).toMatchObject({ status: 400, field })
})

test('a CSV is the whole log, or the page that was asked for', async () => {
  const all = await list('', { Accept: 'text/csv' })
  expect(all.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(all.text.trimEnd().split('\r\n')).toHaveLength(8)
  const refused = await list('', { Accept: 'application/json, text/csv;q=0' })
  expect(refused.headers.get('content-type')).toBe('application/json')
  const page = await list('?format=csv&limit=2')
  expect(page.text.trimEnd().split('\r\n')).toHaveLength(3)
  const next = await list(`?format=csv&limit=2&cursor=${page.headers.get('x-next-cursor')}`)
  expect(next.text).toMatch(/^id,.*\r\n\d+-5,/)
})

test('an operator reads the log of all users; nobody else does', async () => {
  const other = await plantWallet(base.db, { balanceMinor: 5n, asOf: after(60_000) })
  const { key: operator } = await plantOperator(base)
  const listAll = (query: string) => call(GET, `/api/v1/transactions?users=all${query}`, { as: operator })
  const first = (await listAll('&limit=2')).json
  expect(first.data).toMatchObject([{ user: other.userId, amount: '0.05' }, { amount: '1.00' }])
  const rest = (await listAll(`&limit=100&cursor=${first.next_cursor}`)).json
  expect(seqs(rest.data)).toEqual(['6', '5', '4', '3', '2', '1'])
  expect((await listAll('&type=charge')).json.data).toEqual([])
  expect((await list('?users=all')).json).toMatchObject({ status: 403, field: 'users' })
  expect((await listAll(`&user=${other.userId}`)).json).toMatchObject({ status: 400, field: 'user' })
  expect((await listAll('&format=csv')).text).toMatch(/^id,.*,payment,user\r\n.*,0\.05,.*\r\n/)
  expect((await listAll('&cursor=xyz')).json).toMatchObject({ status: 400, field: 'cursor' })
  expect((await list('?users=some')).json).toMatchObject({ status: 400, field: 'users' })
})
