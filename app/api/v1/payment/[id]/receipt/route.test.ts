import { afterAll, beforeAll, expect, test } from 'vitest'
import { readPdf } from '@/lib/pdf/read-pdf.fixture'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser, START } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET } from './route'

let base: TestDatabase
let admin: { key: string }

beforeAll(async () => {
  base = await createTestDatabase()
  await freezeClock(base.db, START)
  serveFrom(base.db)
  const userId = await plantUser(base.db)
  await base.owner`update users set role = 'admin' where id = ${userId}`
  admin = { key: await plantKey(base.db, userId, ['operator']) }
})
afterAll(() => base.close())

/** A user with a payment that has succeeded, or is on its way. */
async function plantPayer(status = 'succeeded') {
  const userId = await plantUser(base.db)
  const [wallet] =
    await base.owner`insert into wallets (user_id, currency) values (${userId}, 'RUB') returning id`
  const [payment] = await base.owner`
    insert into payments (user_id, wallet_id, amount, currency, description, status, paid_at)
    values (${userId}, ${wallet?.id}, 134200, 'RUB', 'Оплата', ${status}, ${status === 'succeeded' ? START : null})
    returning id`
  return { userId, key: await plantKey(base.db, userId), id: String(payment?.id) }
}

const read = (as: string, id: string, query = '', headers: Record<string, string> = {}) =>
  call(GET, `/api/v1/payment/${id}/receipt${query}`, { as, params: { id }, headers })

async function readFile(as: string, id: string, query: string, accept = '*/*') {
  const request = new Request(`http://127.0.0.1:8000/api/v1/payment/${id}/receipt${query}`, {
    headers: { Authorization: `Bearer ${as}`, Accept: accept },
  })
  const response = await GET(request, { params: Promise.resolve({ id }) })
  return { response, pages: await readPdf(new Uint8Array(await response.arrayBuffer())) }
}

test('a receipt is answered as JSON, the same each time', async () => {
  const { key, id } = await plantPayer()
  const { status, json } = await read(key, id)
  expect(status).toBe(200)
  expect(json).toMatchObject({
    number: expect.stringMatching(/^2026-\d{6}$/),
    payment: id,
    url: `http://127.0.0.1:8000/receipts/${id}`,
    paid_at: START.toISOString(),
    value: '1342.00',
    currency: 'RUB',
    description: 'Оплата',
    method: null,
    payer: { email: expect.any(String), company: '' },
    operator: { name: 'Hourglass' },
    test: true,
    status: 'succeeded',
    refunded_value: '0.00',
  })
  expect((await read(key, id)).json).toEqual(json)
})

test('it is a PDF in the language of its user, or another, asked for by format or by Accept', async () => {
  const { key, id, userId } = await plantPayer()
  await base.owner`update users set locale = 'ru' where id = ${userId}`
  const { response, pages } = await readFile(key, id, '?format=pdf')
  expect(response.headers.get('content-type')).toBe('application/pdf')
  expect(response.headers.get('content-disposition')).toMatch(/^inline; filename="receipt-2026-\d{6}\.pdf"$/)
  expect(pages.join(' ')).toMatch(/Квитанция № 2026-.*1 342,00 ₽/)
  const english = await readFile(key, id, '?lang=en', 'application/pdf')
  expect(english.pages.join(' ')).toMatch(/Receipt No. 2026-.*₽1,342.00/)
})

test('it is there for its user and an operator who names them, and for nobody else', async () => {
  const [payer, stranger] = [await plantPayer(), await plantPayer()]
  expect((await read(admin.key, payer.id, `?user=${payer.userId}`)).json).toMatchObject({ payment: payer.id })
  expect((await read(admin.key, payer.id)).status).toBe(404)
  expect((await read(stranger.key, payer.id)).json).toMatchObject({ status: 404, code: 'not_found' })
  expect((await read(stranger.key, payer.id, `?user=${payer.userId}`)).status).toBe(403)
  const narrow = await plantKey(base.db, payer.userId, ['subscriptions:read'])
  expect((await read(narrow, payer.id)).status).toBe(403)
})

test('there is none before the payment has succeeded, or for what is no payment', async () => {
  const { key, id } = await plantPayer('pending')
  for (const wanted of [id, crypto.randomUUID(), 'x']) {
    expect((await read(key, wanted)).json).toMatchObject({ status: 404, code: 'not_found' })
  }
})

test.each([
  ['?format=xml', 'format'],
  ['?lang=de', 'lang'],
  ['?size=a5', 'size'],
])('%s is refused by name', async (query, field) => {
  const { key, id } = await plantPayer()
  expect((await read(key, id, query)).json).toMatchObject({ status: 400, code: 'invalid_request', field })
})
