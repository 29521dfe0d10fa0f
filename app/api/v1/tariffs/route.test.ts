import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { POST as addPrice } from './[id]/prices/route'
import { DELETE } from './[id]/route'
import { GET, POST } from './route'

let base: TestDatabase
let adminId: string
let operator: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  adminId = await plantUser(base.db)
  await base.owner`update users set role = 'admin' where id = ${adminId}`
  operator = await plantKey(base.db, adminId, ['operator'])
})
afterAll(() => base.close())

const OFFER = { name: 'Cloud', currency: 'USD', hourly_rate: '0.03571', monthly_cap_hours: 672 }

const create = (as: string, body: unknown, headers: Record<string, string> = {}) =>
  call(POST, '/api/v1/tariffs', { as, body, headers })
const price = (as: string, id: string, body: unknown) =>
  call(addPrice, `/api/v1/tariffs/${id}/prices`, { as, body, params: { id } })
const retire = (as: string, id: string) =>
  call(DELETE, `/api/v1/tariffs/${id}`, { as, method: 'DELETE', params: { id } })
const listed = async (id: string) =>
  (await call(GET, '/api/v1/tariffs?currency=usd')).json.data.find(
    (tariff: { id: string }) => tariff.id === id,
  )

test('an operator offers a tariff, changes its price, and retires it', async () => {
  const created = await create(operator, OFFER)
  expect(created.status).toBe(201)
  const { id } = created.json
  expect(created.json).toEqual({
    id,
    name: 'Cloud',
    description: '',
    currency: 'USD',
    hourly_rate: '0.03571',
    monthly_cap_hours: 672,
    monthly_cap: '24.00',
    upcoming_price: null,
  })
  expect(await listed(id)).toEqual(created.json)

  const now = await price(operator, id, { hourly_rate: 0.04, applies_to_existing: false })
  expect(now.status).toBe(201)
  expect(now.json).toMatchObject({
    tariff: id,
    currency: 'USD',
    hourly_rate: '0.04',
    monthly_cap_hours: null,
    monthly_cap: null,
    applies_to_existing: false,
  })
  expect(await listed(id)).toMatchObject({ hourly_rate: '0.04', monthly_cap: null })
  const later = { hourly_rate: '0.05', monthly_cap_hours: 1, effective_from: '2999-01-01T00:00:00+02:00' }
  expect((await price(operator, id, { ...later, applies_to_existing: true })).json).toMatchObject({
    effective_from: '2998-12-31T22:00:00.000Z',
    applies_to_existing: true,
    monthly_cap: '0.05',
  })
  expect(await listed(id)).toMatchObject({
    hourly_rate: '0.04',
    upcoming_price: {
      hourly_rate: '0.05',
      monthly_cap_hours: 1,
      monthly_cap: '0.05',
      effective_from: '2998-12-31T22:00:00.000Z',
    },
  })

  const retired = await retire(operator, id)
  expect(retired.status).toBe(200)
  expect(Date.parse(retired.json.retired_at)).toBeGreaterThan(0)
  expect(await listed(id)).toBeUndefined()
  expect((await retire(operator, id)).json).toMatchObject({ status: 404, code: 'not_found' })
  const audit = await base.db.select().from(auditLog)
  const ofTariff = audit.filter(({ subject }) => subject === `tariff:${id}`)
  expect(ofTariff.map(({ action }) => action)).toEqual([
    'tariff.created',
    'tariff.price_added',
    'tariff.price_added',
    'tariff.retired',
  ])
  expect(ofTariff.every(({ actor }) => actor.startsWith('key:'))).toBe(true)
})

test('a call with a key that is sent again offers one tariff', async () => {
  const headers = { 'Idempotency-Key': 'offer-1' }
  const first = await create(operator, { ...OFFER, name: 'Once' }, headers)
  expect((await create(operator, { ...OFFER, name: 'Once' }, headers)).json).toEqual(first.json)
  expect((await create(operator, { ...OFFER, name: 'Other' }, headers)).status).toBe(422)
})

test('no one else may, an admin without the scope included', async () => {
  const { id } = (await create(operator, OFFER)).json
  const userId = await plantUser(base.db)
  for (const key of [await plantKey(base.db, userId), await plantKey(base.db, adminId)]) {
    expect((await create(key, OFFER)).json).toMatchObject({
      status: 403,
      code: 'forbidden',
      scope: 'operator',
    })
    expect((await price(key, id, { hourly_rate: '1', applies_to_existing: true })).status).toBe(403)
    expect((await retire(key, id)).status).toBe(403)
  }
  expect((await call(POST, '/api/v1/tariffs', { body: OFFER })).status).toBe(401)
})

test.each([
  [{ name: ' ' }, 'name', 'invalid_request'],
  [{ name: 'x'.repeat(81) }, 'name', 'invalid_request'],
  [{ currency: 'XXX' }, 'currency', 'invalid_currency'],
  [{ hourly_rate: '0' }, 'hourly_rate', 'invalid_amount'],
  [{ hourly_rate: '-1' }, 'hourly_rate', 'invalid_amount'],
  [{ hourly_rate: '0.000000001' }, 'hourly_rate', 'invalid_amount'],
  [{ hourly_rate: 'x' }, 'hourly_rate', 'invalid_amount'],
  [{ hourly_rate: '9999999999999' }, 'hourly_rate', 'invalid_amount'],
  [{ monthly_cap_hours: 744 }, 'monthly_cap_hours', 'invalid_request'],
  [{ monthly_cap_hours: 0 }, 'monthly_cap_hours', 'invalid_request'],
  [{ monthly_cap_hours: '672' }, 'monthly_cap_hours', 'invalid_request'],
  [{ extra: 1 }, 'extra', 'invalid_request'],
])('a tariff with %j is refused by name', async (wrong, field, code) => {
  expect((await create(operator, { ...OFFER, ...wrong })).json).toMatchObject({ status: 400, code, field })
})

test.each([
  [{ hourly_rate: '1' }, 'applies_to_existing'],
  [{ hourly_rate: '1', applies_to_existing: 'yes' }, 'applies_to_existing'],
  [{ hourly_rate: '1', applies_to_existing: true, effective_from: '2001-01-01T00:00:00Z' }, 'effective_from'],
  [{ hourly_rate: '1', applies_to_existing: true, effective_from: 'soon' }, 'effective_from'],
  [{ applies_to_existing: true }, 'hourly_rate'],
])('a price of %j is refused by name', async (wrong, field) => {
  const { id } = (await create(operator, OFFER)).json
  expect((await price(operator, id, wrong)).json).toMatchObject({
    status: 400,
    code: 'invalid_request',
    field,
  })
})

test.each(['x', crypto.randomUUID()])('there is no tariff %s', async (id) => {
  expect((await price(operator, id, { hourly_rate: '1', applies_to_existing: true })).status).toBe(404)
  expect((await retire(operator, id)).status).toBe(404)
})
