import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteHandler } from '@/lib/http/boundary'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { call, plantKey, plantOperator, type Send, serveFrom } from '@/lib/testing/api-client'
import { after, plantUser, START } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { POST as adjustment } from './adjustment/route'
import { GET as balance } from './balance/route'
import { POST as billingRuns } from './billing-runs/route'
import { POST as bonus } from './bonus/route'
import { POST as charge } from './charge/route'
import { GET as events } from './events/route'
import { GET as payment } from './payment/[id]/route'
import { POST as createPayment, GET as payments } from './payment/route'
import { GET as history } from './subscriptions/[id]/history/route'
import { POST as preview } from './subscriptions/[id]/preview/route'
import { POST as resume } from './subscriptions/[id]/resume/route'
import { PATCH as change, DELETE as stop, GET as subscription } from './subscriptions/[id]/route'
import { POST as previewStart } from './subscriptions/preview/route'
import { POST as start, GET as subscriptions } from './subscriptions/route'
import { POST as prices } from './tariffs/[id]/prices/route'
import { POST as createTariff } from './tariffs/route'
import { GET as transactions } from './transactions/route'
import { PATCH as editUser } from './users/[id]/route'
import { POST as createUser, GET as users } from './users/route'

let base: TestDatabase
let operator: string

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  await freezeClock(base.db, START)
  operator = (await plantOperator(base)).key
})
afterAll(async () => {
  expect(await verifyLedger(base.db)).toEqual([])
  await base.close()
})

/** Calls as the panel does: with its one key, and a key of its own for each call. */
async function panel(handler: RouteHandler, path: string, send: Omit<Send, 'as'> = {}) {
  const headers = { 'Idempotency-Key': crypto.randomUUID() }
  const { status, json, text } = await call(handler, `/api/v1/${path}`, { as: operator, headers, ...send })
  expect([path, status < 300 ? 'done' : text]).toEqual([path, 'done'])
  return json ?? text
}

test('a hosting panel runs all of its billing with one key', async () => {
  const tariff = await panel(createTariff, 'tariffs', {
    body: { name: 'VPS', currency: 'RUB', hourly_rate: '1.00' },
  })
  const email = 'panel-customer@example.com'
  await panel(createUser, 'users', { body: { email, password: 'correct horse battery' } })
  const [{ id: user }] = (await panel(users, `users?email=${email}`)).data
  await panel(bonus, 'bonus', { body: { user, value: 10, currency: 'RUB', reason: 'Welcome' } })
  const { id } = await panel(start, 'subscriptions', { body: { user, tariff: tariff.id } })
  const of = { params: { id } }

  await freezeClock(base.db, after(2 * HOUR_MS))
  await panel(change, `subscriptions/${id}`, { ...of, method: 'PATCH', body: { user, quantity: 2 } })
  await panel(prices, `tariffs/${tariff.id}/prices`, {
    params: { id: tariff.id },
    body: { hourly_rate: '3.00', applies_to_existing: false },
  })
  await freezeClock(base.db, after(3 * HOUR_MS))
  const run = await panel(billingRuns, 'billing-runs', { body: {} })
  expect(run).toMatchObject({ status: 'finished', charged: { RUB: '2.00' } })
  await panel(charge, 'charge', { body: { user, value: '1.50', currency: 'RUB', reason: 'Domain' } })
  await panel(adjustment, 'adjustment', {
    body: { user, value: '-0.50', currency: 'RUB', reason: 'Wrong bonus' },
  })
  const { balances } = await panel(balance, `balance?user=${user}`)
  expect(balances).toMatchObject([{ balance: '4.00', available: '4.00', hourly_rate: '2.00' }])

  await freezeClock(base.db, after(9 * HOUR_MS))
  await panel(billingRuns, 'billing-runs', { body: {} })
  expect(await panel(subscription, `subscriptions/${id}?user=${user}`, of)).toMatchObject({
    status: 'suspended',
  })
  await panel(adjustment, 'adjustment', { body: { user, value: 5, currency: 'RUB', reason: 'Outage' } })
  await panel(resume, `subscriptions/${id}/resume?user=${user}`, { ...of, method: 'POST' })
  await panel(stop, `subscriptions/${id}?user=${user}`, { ...of, method: 'DELETE' })
  const log: string = await panel(transactions, `transactions?user=${user}&format=jsonl`)
  const rows = log
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(rows.map(({ type, amount }) => `${type} ${amount}`)).toEqual([
    'adjustment 5.00',
    'usage -4.00',
    'adjustment -0.50',
    'charge -1.50',
    'usage -2.00',
    'usage -2.00',
    'bonus 10.00',
  ])
  await panel(editUser, `users/${user}`, {
    params: { id: user },
    method: 'PATCH',
    body: { blocked: true },
  })
})

const SOMETHING = '019ab000-0000-7000-8000-000000000001'
const MONEY = { value: '1', currency: 'RUB' }
const reads = { balance, events, payments, subscriptions, transactions } as const
const ofOne = { payment, subscription, history } as const
const writes: Record<string, [RouteHandler, object, string?]> = {
  charge: [charge, { ...MONEY, reason: 'x' }],
  'create payment': [createPayment, MONEY],
  start: [start, { tariff: SOMETHING }],
  'preview start': [previewStart, { tariff: SOMETHING }],
  preview: [preview, { quantity: 2 }],
  change: [change, { quantity: 2 }, 'PATCH'],
}

test('every call heeds `user`, and refuses it from anyone but an operator', async () => {
  const [stranger, other] = [await plantKey(base.db, await plantUser(base.db)), await plantUser(base.db)]
  const nobody = '019ab000-0000-7000-8000-0000000000ff'
  const params = { id: SOMETHING }
  const calls: [string, (user: string, as: string) => ReturnType<typeof call>][] = [
    ...Object.entries(reads).map(asRead({})),
    ...Object.entries(ofOne).map(asRead(params)),
    ['resume', (user, as) => call(resume, `/api/v1/x?user=${user}`, { as, params, method: 'POST' })],
    ['stop', (user, as) => call(stop, `/api/v1/x?user=${user}`, { as, params, method: 'DELETE' })],
    ...Object.entries(writes).map(([name, [handler, body, method = 'POST']]): (typeof calls)[number] => [
      name,
      (user, as) => {
        const headers = { 'Idempotency-Key': crypto.randomUUID() }
        return call(handler, '/api/v1/x', { as, params, method, headers, body: { ...body, user } })
      },
    ]),
  ]
  for (const [name, send] of calls) {
    for (const user of [other, nobody]) {
      expect([name, (await send(user, stranger)).json]).toMatchObject([name, { status: 403, field: 'user' }])
    }
    expect([name, (await send(nobody, operator)).json]).toMatchObject([name, { status: 404, field: 'user' }])
  }
})

function asRead(params: Record<string, string>) {
  return ([name, handler]: [string, RouteHandler]) =>
    [name, (user: string, as: string) => call(handler, `/api/v1/x?user=${user}`, { as, params })] satisfies [
      string,
      (user: string, as: string) => ReturnType<typeof call>,
    ]
}
