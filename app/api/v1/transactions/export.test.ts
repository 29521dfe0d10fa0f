import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXPORT_PAGE } from '@/lib/http/log-file'
import { call, plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { after, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET } from './route'

/** More than two pages of an export. */
const ROWS = 2 * EXPORT_PAGE + 500

let base: TestDatabase
let customer: { userId: string; walletId: bigint; key: string }
let operator: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  customer = await plantLog(ROWS)
  await topUp(base.db, (await plantWallet(base.db, { currency: 'USD' })).walletId, 5n, after(10))
  operator = (await plantOperator(base)).key
})
afterAll(() => base.close())

/** A user with so many rows in one wallet, a second apart, as the ledger writes them. */
async function plantLog(rows: number) {
  const { userId, walletId } = await plantWallet(base.db)
  await base.owner`
    insert into transactions_movements (wallet_id, seq, user_id, type, amount, balance, reason, datetime, previous_at)
    select ${walletId.toString()}, n, ${userId}, 'bonus', 1, n, case n % 3 when 0 then '=1+1' when 1 then 'a "b",c' else '' end,
           ${START}::timestamptz + n * interval '1 second',
           case when n > 1 then ${START}::timestamptz + (n - 1) * interval '1 second' end
      from generate_series(1, ${rows}::int) n`
  await base.owner`
    update wallets set seq = ${rows}, balance = ${rows}, last_posted_at = ${after(rows * 1000)} where id = ${walletId.toString()}`
  return { userId, walletId, key: await plantKey(base.db, userId) }
}

const read = (query: string, as = customer.key, headers: Record<string, string> = {}) =>
  call(GET, `/api/v1/transactions${query}`, { as, headers })
const lines = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

test('JSON lines are the very rows of the pages, all of them', async () => {
  const { headers, text } = await read('', customer.key, { Accept: 'application/x-ndjson' })
  expect(headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8')
  const pages: unknown[] = []
  for (let query = '?limit=100'; query !== ''; ) {
    const { json } = await read(query)
    pages.push(...json.data)
    query = json.next_cursor === null ? '' : `?limit=100&cursor=${json.next_cursor}`
  }
  expect(pages).toHaveLength(ROWS)
  expect(lines(text)).toEqual(pages)
  expect((await read('?format=jsonl')).text).toBe(text)
})

test('a filter narrows a file down as it does a page', async () => {
  const span = `from=${after(10_000).toISOString()}&to=${after(13_000).toISOString()}`
  const found = lines((await read(`?format=jsonl&${span}`)).text)
  expect(found.map(({ balance }) => balance)).toEqual(['0.12', '0.11', '0.10'])
  expect((await read(`?format=jsonl&type=charge`)).text).toBe('')
  const page = await read('?format=jsonl&limit=2')
  expect(lines(page.text)).toHaveLength(2)
  const next = await read(`?format=jsonl&limit=1&cursor=${page.headers.get('x-next-cursor')}`)
  expect(lines(next.text)[0].id).toMatch(new RegExp(`-${ROWS - 2}$`))
})

test('a spreadsheet finds no formula in any row of a long file', async () => {
  const { text } = await read('?format=csv')
  const rows = text.trimEnd().split('\r\n').slice(1)
  expect(rows).toHaveLength(ROWS)
  const reasons = new Set(rows.map((row) => /,bonus,(.*),0\.01,RUB/.exec(row)?.[1]))
  expect([...reasons].sort()).toEqual(['', '"a ""b"",c"', "'=1+1"])
})

test('an operator takes the log of all users, or of one, in either form', async () => {
  const all = lines((await read('?users=all&format=jsonl', operator)).text)
  expect(all).toHaveLength(ROWS + 1)
  expect(new Set(all.map(({ id }) => id)).size).toBe(ROWS + 1)
  expect(new Set(all.map(({ user }) => user)).size).toBe(2)
  const csv = (await read('?users=all&format=csv', operator)).text.trimEnd().split('\r\n')
  expect(csv).toHaveLength(ROWS + 2)
  expect(csv[0]).toMatch(/,payment,user$/)
  const one = await read(`?user=${customer.userId}&format=jsonl`, operator)
  expect(lines(one.text)).toHaveLength(ROWS)
  expect((await read('?users=all&format=jsonl')).json).toMatchObject({ status: 403, field: 'users' })
  const stranger = await plantKey(base.db, (await plantWallet(base.db)).userId)
  expect((await read(`?user=${customer.userId}&format=jsonl`, stranger)).status).toBe(403)
})

test('what is posted while it is read is not in it, and nothing that was there is missing', async () => {
  const { key, walletId } = await plantLog(ROWS)
  const request = new Request('http://127.0.0.1:8000/api/v1/transactions?format=jsonl', {
    headers: { Authorization: `Bearer ${key}` },
  })
  const response = await GET(request, { params: Promise.resolve({}) })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    text += part.value
    await topUp(base.db, walletId, 1n, after((ROWS + 1) * 1000))
  }
  expect(lines(text).map(({ balance }) => Number(balance) * 100)).toHaveLength(ROWS)
  expect(new Set(lines(text).map(({ id }) => id)).size).toBe(ROWS)
})

test('a caller who leaves asks the database for nothing more', async () => {
  const request = new Request('http://127.0.0.1:8000/api/v1/transactions?format=csv', {
    headers: { Authorization: `Bearer ${customer.key}` },
  })
  const response = await GET(request, { params: Promise.resolve({}) })
  const reader = response.body?.getReader()
  await reader?.read()
  await reader?.cancel()
  const [busy] = await base.owner`
    select count(*)::int as queries from pg_stat_activity
     where datname = current_database() and usename = 'hourglass_app' and state <> 'idle'`
  expect(busy?.queries).toBe(0)
})
