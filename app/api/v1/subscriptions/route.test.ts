import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantTariff, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getTariffs } from '../tariffs/route'
import { DELETE, GET as getOne, PATCH } from './[id]/route'
import { GET, POST } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

async function plantCustomer(balanceMinor = 1_000_000n) {
  const { userId } = await plantWallet(base.db, { balanceMinor, asOf: await appNow(base.db) })
  return { userId, key: await plantKey(base.db, userId) }
}

const start = (as: string, body: unknown) => call(POST, '/api/v1/subscriptions', { as, body })
const one = (handler: typeof PATCH, as: string, id: string, body?: unknown, method = 'PATCH') =>
  call(handler, `/api/v1/subscriptions/${id}`, {
    as,
    method,
    params: { id },
    ...(body === undefined ? {} : { body }),
  })

test('a subscription starts, is changed, and stops', async () => {
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 15_000_000_000n })
  const { key } = await plantCustomer()
  const prices = await call(getTariffs, '/api/v1/tariffs?currency=RUB')
  expect(prices.json.data).toContainEqual({
    id: tariff,
    name: 'Test tariff',
    description: '',
    currency: 'RUB',
    hourly_rate: '150.00',
    monthly_cap_hours: null,
    monthly_cap: null,
    upcoming_price: null,
  })

  const started = await start(key, { tariff, quantity: 2, name: 'web' })
  expect(started.status).toBe(201)
  const { id } = started.json
  expect(started.json).toMatchObject({
    name: 'web',
    status: 'active',
    tariff: { id: tariff, name: 'Test tariff' },
    quantity: 2,
    unit_hourly_rate: '150.00',
    hourly_rate: '300.00',
    entitled: true,
    suspended_at: null,
    ended_at: null,
  })
  expect(Date.parse(started.json.entitled_until)).toBeGreaterThan(Date.parse(started.json.started_at))

  const changed = await one(PATCH, key, id, { quantity: 1 })
  expect(changed.json).toMatchObject({ quantity: 1, hourly_rate: '150.00' })
  const stopped = await one(DELETE, key, id, undefined, 'DELETE')
  expect(stopped.json).toMatchObject({ status: 'canceled', entitled: false, entitled_until: null })
  expect((await one(DELETE, key, id, undefined, 'DELETE')).json).toMatchObject({
    status: 404,
    code: 'not_found',
  })
  expect((await one(PATCH, key, id, { quantity: 3 })).json).toMatchObject({ status: 404, code: 'not_found' })
  expect((await call(GET, '/api/v1/subscriptions', { as: key })).json).toEqual({
    data: [stopped.json],
    next_cursor: null,
  })
})

test('without money nothing starts', async () => {
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 1_000_000n, currency: 'USD' })
  const { key } = await plantCustomer()
  expect((await start(key, { tariff })).json).toMatchObject({
    status: 402,
    code: 'insufficient_funds',
    available: '0.00',
    currency: 'USD',
  })
})

test('a subscription of someone else does not exist', async () => {
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 1_000_000n })
  const [mine, theirs] = [await plantCustomer(), await plantCustomer()]
  const { json } = await start(theirs.key, { tariff })
  for (const id of [json.id, crypto.randomUUID(), 'x']) {
    expect((await one(getOne, mine.key, id, undefined, 'GET')).status).toBe(404)
    expect((await one(PATCH, mine.key, id, { quantity: 9 })).status).toBe(404)
    expect((await one(DELETE, mine.key, id, undefined, 'DELETE')).status).toBe(404)
  }
  expect((await one(getOne, theirs.key, json.id, undefined, 'GET')).json).toMatchObject({ status: 'active' })
})

test.each([
  [{ quantity: 1.5 }, 'quantity'],
  [{ quantity: 0 }, 'quantity'],
  [{ quantity: '2' }, 'quantity'],
  [{ quantity: 1_000_001 }, 'quantity'],
  [{ tariff: 'x' }, 'tariff'],
  [{ name: 'x'.repeat(101) }, 'name'],
  [{ rate: 1 }, 'rate'],
])('%j is refused by name', async (change, field) => {
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 1_000_000n })
  const { key } = await plantCustomer()
  expect((await start(key, { tariff, ...change })).json).toMatchObject({
    status: 400,
    code: 'invalid_request',
    field,
  })
})

test('a change that changes nothing is refused', async () => {
  const { key } = await plantCustomer()
  expect((await one(PATCH, key, crypto.randomUUID(), {})).status).toBe(400)
})
