import { afterAll, beforeAll, expect, test } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { readPdf } from '@/lib/pdf/read-pdf.fixture'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantWallet, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getOne } from './[month]/route'
import { GET } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  await freezeClock(base.db, new Date('2026-04-10T00:00:00.000Z'))
  serveFrom(base.db)
})
afterAll(() => base.close())

/** A user to whom something happened in March and in April. */
async function plantCustomer() {
  const { userId, walletId, currency } = await plantWallet(base.db)
  await topUp(base.db, walletId, 100_000n, new Date('2026-03-05T10:00:00.000Z'))
  const charge = { userId, currency, amountMinor: 500n, actor: 'test' }
  await chargeWallet(base.db, { ...charge, reason: '=cmd()', asOf: new Date('2026-03-06T10:00:00.000Z') })
  await chargeWallet(base.db, { ...charge, reason: 'x', asOf: new Date('2026-04-02T10:00:00.000Z') })
  return { userId, walletId, key: await plantKey(base.db, userId) }
}

const readMonth = (as: string, month: string, query = '', headers: Record<string, string> = {}) =>
  call(getOne, `/api/v1/statements/${month}${query}`, { as, params: { month }, headers })

test('the list has each month in which something moved, newest first, page by page', async () => {
  const { key } = await plantCustomer()
  const first = await call(GET, '/api/v1/statements?limit=1', { as: key })
  expect(first.json.data).toEqual([
    {
      month: '2026-04',
      currency: 'RUB',
      period: { start: '2026-04-01T00:00:00.000Z', end: '2026-05-01T00:00:00.000Z' },
      so_far: true,
      opening_balance: '995.00',
      closing_balance: '990.00',
    },
  ])
  const second = await call(GET, `/api/v1/statements?limit=1&cursor=${first.json.next_cursor}`, { as: key })
  expect(second.json).toMatchObject({ data: [{ month: '2026-03', so_far: false }], next_cursor: null })
})

test.each(['9999-12-RUB', '0000-01-RUB', '2026-13-RUB', '2026-03'])(
  'the list goes on from no place like %s',
  async (cursor) => {
    const { key } = await plantCustomer()
    const { json } = await call(GET, `/api/v1/statements?cursor=${cursor}`, { as: key })
    expect(json).toMatchObject({ status: 400, code: 'invalid_request', field: 'cursor' })
  },
)

test('a month is answered with what it came to', async () => {
  const { key } = await plantCustomer()
  expect((await readMonth(key, '2026-03')).json).toMatchObject({
    month: '2026-03',
    opening_balance: '0.00',
    closing_balance: '995.00',
    totals: [
      { type: 'charge', amount: '-5.00' },
      { type: 'bonus', amount: '1000.00' },
    ],
    usage: [],
    movements: [
      { datetime: '2026-03-05T10:00:00.000Z', type: 'bonus', amount: '1000.00', payment: null },
      { type: 'charge', reason: '=cmd()', amount: '-5.00' },
    ],
  })
})

test('a CSV has the same lines, and no formula in them', async () => {
  const { key } = await plantCustomer()
  const asked = [
    await readMonth(key, '2026-03', '?format=csv'),
    await readMonth(key, '2026-03', '', { Accept: 'text/csv' }),
  ]
  for (const { text, headers } of asked) {
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(headers.get('content-disposition')).toBe('attachment; filename="statement-2026-03-RUB.csv"')
    expect(text.split('\r\n')).toEqual([
      'line,date,description,quantity,hourly_rate,hours,amount,currency',
      'opening_balance,2026-03-01T00:00:00.000Z,,,,,0.00,RUB',
      'bonus,2026-03-05T10:00:00.000Z,test,,,,1000.00,RUB',
      "charge,2026-03-06T10:00:00.000Z,'=cmd(),,,,-5.00,RUB",
      'closing_balance,2026-04-01T00:00:00.000Z,,,,,995.00,RUB',
      '',
    ])
  }
})

test('a PDF says it in a language of choice', async () => {
  const { key } = await plantCustomer()
  const request = new Request('http://127.0.0.1:8000/api/v1/statements/2026-03?format=pdf&lang=ru', {
    headers: { Authorization: `Bearer ${key}` },
  })
  const response = await getOne(request, { params: Promise.resolve({ month: '2026-03' }) })
  expect(response.headers.get('content-type')).toBe('application/pdf')
  const pages = await readPdf(new Uint8Array(await response.arrayBuffer()))
  expect(pages.join(' ')).toMatch(/^Выписка Март 2026.*Исходящий остаток 995,00 ₽/)
})

test.each(['2026-02', '2026-05', '2026-00', 'now', '2026-3', '0000-01', '1970-01', '9999-11', '9999-12'])(
  'there is no statement of %s',
  async (month) => {
    const { key } = await plantCustomer()
    expect((await readMonth(key, month)).json).toMatchObject({ status: 404, code: 'not_found' })
  },
)

test('each sees their own, and one with two wallets says which', async () => {
  const [mine, theirs] = [await plantCustomer(), await plantCustomer()]
  expect((await readMonth(mine.key, '2026-03', `?user=${theirs.userId}`)).status).toBe(403)
  await base.owner`insert into wallets (user_id, currency) values (${mine.userId}, 'EUR')`
  expect((await readMonth(mine.key, '2026-03')).json).toMatchObject({ status: 400, field: 'currency' })
  expect((await readMonth(mine.key, '2026-03', '?currency=rub')).json).toMatchObject({ currency: 'RUB' })
  expect((await readMonth(mine.key, '2026-03', '?currency=EUR')).status).toBe(404)
})

test.each([
  ['?format=xml', 'format'],
  ['?lang=de', 'lang'],
  ['?currency=XXX', 'currency'],
])('%s is refused by name', async (query, field) => {
  const { key } = await plantCustomer()
  expect((await readMonth(key, '2026-03', query)).json).toMatchObject({ status: 400, field })
})
