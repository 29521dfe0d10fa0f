import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { addTariffPrice } from '@/lib/billing/tariffs/add-tariff-price'
import { applyTariffPrices } from '@/lib/billing/tariffs/apply-tariff-prices'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantTariff, plantUser, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { GET as getHistory } from './[id]/history/route'
import { POST as preview } from './[id]/preview/route'
import { POST as resume } from './[id]/resume/route'
import { DELETE, GET, PATCH } from './[id]/route'
import { POST as previewStart } from './preview/route'
import { GET as LIST, POST } from './route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  await setClock('2026-03-01T00:00:00Z')
})
afterAll(async () => {
  expect(await verifyLedger(base.db)).toEqual([])
  await base.close()
})

/** The test clock stands still where it is put. */
async function setClock(instant: string): Promise<void> {
  await base.owner`delete from sandbox_clock`
  await base.owner`insert into sandbox_clock (frozen_at) values (${instant})`
}

async function plantCustomer(balanceMinor: bigint) {
  const { userId, walletId } = await plantWallet(base.db, { balanceMinor, asOf: await appNow(base.db) })
  return { walletId, key: await plantKey(base.db, userId) }
}

type Handler = typeof GET
const of = (
  handler: Handler,
  as: string,
  id: string,
  send: { body?: unknown; method?: string; query?: string } = {},
) =>
  call(handler, `/api/v1/subscriptions/${id}${send.query ?? ''}`, {
    as,
    params: { id },
    ...(send.method === undefined ? {} : { method: send.method }),
    ...(send.body === undefined ? {} : { body: send.body }),
  })

test('a capped subscription says what it costs now, and how far its month is', async () => {
  await setClock('2026-03-01T00:00:00Z')
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 100_000_000n, monthlyCapHours: 10 })
  const { key } = await plantCustomer(2500n)
  const asked = { tariff, quantity: 2 }
  const foreseen = await call(previewStart, '/api/v1/subscriptions/preview', { as: key, body: asked })
  expect(foreseen.json).toEqual({
    possible: true,
    currency: 'RUB',
    charged_now: '0.00',
    available: '25.00',
    hourly_rate: '2.00',
    depletes_at: '2026-04-01T02:30:00.000Z',
    subscription: {
      hourly_rate: '2.00',
      charged_hourly_rate: '2.00',
      monthly_cap_hours: 10,
      hours_this_month: '0',
      capped_until: null,
      runs: true,
    },
  })
  const { json: started } = await call(POST, '/api/v1/subscriptions', { as: key, body: asked })
  expect(started).toMatchObject({ entitled_until: '2026-04-01T02:30:00.000Z', resume_on_top_up: true })

  await setClock('2026-03-01T04:30:00Z')
  expect((await of(GET, key, started.id)).json).toMatchObject({
    hourly_rate: '2.00',
    charged_hourly_rate: '2.00',
    hours_this_month: '4.5',
    capped_until: null,
  })
  // No job has run since the start: the cap is told to the millisecond all the same.
  await setClock('2026-03-01T10:00:00Z')
  expect((await of(GET, key, started.id)).json).toMatchObject({
    status: 'active',
    hourly_rate: '2.00',
    charged_hourly_rate: '0.00',
    monthly_cap_hours: 10,
    hours_this_month: '10',
    capped_until: '2026-04-01T00:00:00.000Z',
    entitled: true,
    entitled_until: '2026-04-01T02:30:00.000Z',
  })
  await setClock('2026-04-01T02:30:00Z')
  expect((await of(GET, key, started.id)).json).toMatchObject({
    charged_hourly_rate: '0.00',
    hours_this_month: '2.5',
    capped_until: null,
    entitled: false,
  })
})

test('a subscription waits for its user, is resumed, and tells its history', async () => {
  await setClock('2026-05-01T00:00:00Z')
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 100_000_000n })
  const { key, walletId } = await plantCustomer(500n)
  const { json } = await call(POST, '/api/v1/subscriptions', { as: key, body: { tariff } })
  const { id } = json
  const changed = await of(PATCH, key, id, {
    method: 'PATCH',
    body: { resume_on_top_up: false, name: 'web' },
  })
  expect(changed.json).toMatchObject({ resume_on_top_up: false, name: 'web', status: 'active' })

  await setClock('2026-05-01T06:00:00Z')
  expect((await of(resume, key, id, { method: 'POST' })).json).toMatchObject({
    status: 402,
    code: 'insufficient_funds',
    available: '0.00',
  })
  await topUp(base.db, walletId, 1000n, await appNow(base.db))
  expect((await of(GET, key, id)).json).toMatchObject({ status: 'suspended', entitled: false })
  const foreseen = await of(preview, key, id, { body: { action: 'resume' } })
  expect(foreseen.json).toMatchObject({
    possible: true,
    available: '10.00',
    depletes_at: '2026-05-01T16:00:00.000Z',
  })
  const resumed = await of(resume, key, id, { method: 'POST' })
  expect(resumed.status).toBe(200)
  expect(resumed.json).toMatchObject({ status: 'active', entitled_until: '2026-05-01T16:00:00.000Z' })
  expect((await of(resume, key, id, { method: 'POST' })).json).toEqual(resumed.json)

  await setClock('2026-05-01T07:30:00Z')
  const dearer = await of(preview, key, id, { body: { quantity: 3 } })
  expect(dearer.json).toMatchObject({ charged_now: '1.50', available: '8.50', hourly_rate: '3.00' })
  const stop = await of(preview, key, id, { body: { action: 'stop' } })
  expect(stop.json).toMatchObject({
    charged_now: '1.50',
    hourly_rate: '0.00',
    depletes_at: null,
    subscription: null,
  })
  await of(PATCH, key, id, { method: 'PATCH', body: { quantity: 3 } })
  await of(DELETE, key, id, { method: 'DELETE' })
  expect((await of(resume, key, id, { method: 'POST' })).status).toBe(404)
  expect((await of(preview, key, id, { body: { quantity: 1 } })).status).toBe(404)

  const history = await of(getHistory, key, id)
  expect(history.json.next_cursor).toBeNull()
  expect(
    history.json.data.map((row: { at: string; events: { type: string }[] }) => [row.at, row.events]),
  ).toEqual([
    ['2026-05-01T07:30:00.000Z', [{ type: 'stopped' }]],
    ['2026-05-01T07:30:00.000Z', [{ type: 'quantity_changed', from: 1, to: 3 }]],
    ['2026-05-01T06:00:00.000Z', [{ type: 'resumed' }]],
    ['2026-05-01T05:00:00.000Z', [{ type: 'suspended' }]],
    ['2026-05-01T00:00:00.000Z', [{ type: 'started' }]],
  ])
  expect(history.json.data[0]).toMatchObject({ status: 'canceled', quantity: 3, unit_hourly_rate: '1.00' })
  const first = await of(getHistory, key, id, { query: '?limit=1' })
  expect(first.json.data).toEqual([history.json.data[0]])
  const rest = await of(getHistory, key, id, { query: `?cursor=${first.json.next_cursor}` })
  expect(rest.json.data).toEqual(history.json.data.slice(1))
})

test('a price that is announced for those who subscribe is told beforehand, and is then theirs', async () => {
  await setClock('2026-05-01T00:00:00Z')
  const { db } = base
  const tariff = await plantTariff(db, { hourlyRateMicros: 100_000_000n })
  const { key } = await plantCustomer(10_000n)
  const { id } = (await call(POST, '/api/v1/subscriptions', { as: key, body: { tariff, quantity: 2 } })).json
  expect((await of(GET, key, id)).json.upcoming_price).toBeNull()
  const adminId = await plantUser(db)
  const asOf = await appNow(db)
  await db.transaction((tx) =>
    addTariffPrice(tx, {
      tariffId: tariff,
      hourlyRateMicros: 150_000_000n,
      monthlyCapHours: 700,
      effectiveFrom: new Date('2026-05-02T00:00:00Z'),
      appliesToExisting: true,
      asOf,
      adminId,
    }),
  )
  const upcoming = {
    unit_hourly_rate: '1.50',
    hourly_rate: '3.00',
    monthly_cap_hours: 700,
    effective_from: '2026-05-02T00:00:00.000Z',
  }
  expect((await of(GET, key, id)).json).toMatchObject({ hourly_rate: '2.00', upcoming_price: upcoming })
  const { data } = (await call(LIST, '/api/v1/subscriptions', { as: key })).json
  expect(data).toMatchObject([{ upcoming_price: upcoming }])
  await setClock('2026-05-02T00:00:30Z')
  await applyTariffPrices(db)
  expect((await of(GET, key, id)).json).toMatchObject({ hourly_rate: '3.00', upcoming_price: null })
})

test('a preview changes nothing', async () => {
  await setClock('2026-06-01T00:00:00Z')
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 100_000_000n })
  const { key, walletId } = await plantCustomer(500n)
  const { json } = await call(POST, '/api/v1/subscriptions', { as: key, body: { tariff } })
  await setClock('2026-06-01T09:00:00Z')
  const stateOf = async () =>
    base.owner`select w, s from wallets w join subscriptions s on s.wallet_id = w.id where w.id = ${walletId.toString()}`
  const before = await stateOf()
  for (const body of [{ quantity: 2 }, { action: 'resume' }, { action: 'stop' }]) {
    expect((await of(preview, key, json.id, { body })).status).toBe(200)
  }
  expect(
    (await call(previewStart, '/api/v1/subscriptions/preview', { as: key, body: { tariff } })).json,
  ).toMatchObject({
    possible: false,
    charged_now: '5.00',
    available: '0.00',
  })
  expect(await stateOf()).toEqual(before)
})

test("someone else's subscription does not exist, whatever is asked of it", async () => {
  const tariff = await plantTariff(base.db, { hourlyRateMicros: 100_000_000n })
  const [mine, theirs] = [await plantCustomer(1000n), await plantCustomer(1000n)]
  const { json } = await call(POST, '/api/v1/subscriptions', { as: theirs.key, body: { tariff } })
  for (const id of [json.id, crypto.randomUUID(), 'x']) {
    expect((await of(resume, mine.key, id, { method: 'POST' })).status).toBe(404)
    expect((await of(preview, mine.key, id, { body: { quantity: 2 } })).status).toBe(404)
    expect((await of(getHistory, mine.key, id)).status).toBe(404)
  }
})

test.each([
  [{}, ''],
  [{ action: 'start' }, 'action'],
  [{ action: 'stop', quantity: 2 }, ''],
  [{ quantity: 0 }, 'quantity'],
  [{ tariff: 'x' }, 'tariff'],
  [{ resume_on_top_up: true }, 'resume_on_top_up'],
])('a preview of %j is refused', async (body, field) => {
  const { key } = await plantCustomer(1000n)
  const { json } = await of(preview, key, crypto.randomUUID(), { body })
  expect(json).toMatchObject({ status: 400, code: 'invalid_request' })
  if (field !== '') expect(json.field).toBe(field)
})

test.each(['yes', 1, null])('a switch that is not true or false (%j) is refused by name', async (value) => {
  const { key } = await plantCustomer(1000n)
  const body = { resume_on_top_up: value }
  const { json } = await of(PATCH, key, crypto.randomUUID(), { method: 'PATCH', body })
  expect(json).toMatchObject({ status: 400, code: 'invalid_request', field: 'resume_on_top_up' })
})
