import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { MARCH } from '@/lib/payments/automatic/automatic-world.fixture'
import { openCardSetup } from '@/lib/payments/cards/open-card-setup'
import { plantCard } from '@/lib/payments/cards/saved-card.fixture'
import { paymentsWorld } from '@/lib/payments/payments-world.fixture'
import { runAutomaticPayments } from '@/lib/payments/run-automatic-payments'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { call, plantKey, serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import * as autoTopUp from '../auto-top-up/route'
import { GET as getTurns } from '../recurring-payments/[id]/payments/route'
import * as recurringOne from '../recurring-payments/[id]/route'
import * as recurring from '../recurring-payments/route'
import * as one from './[id]/route'
import { GET, POST } from './route'

const world = paymentsWorld()
const db = () => world.database.db

beforeAll(async () => {
  serveFrom(db())
  await freezeClock(db(), MARCH)
})
afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

async function plantCustomer(card?: string) {
  const userId = await plantUser(db())
  return { userId, key: await plantKey(db(), userId), card: card && (await plantCard(db(), userId, card)).id }
}

type Handler = typeof GET
const at = (
  handler: Handler,
  as: string,
  path: string,
  send: { method?: string; body?: unknown; id?: string } = {},
) =>
  call(handler, `/api/v1${path}`, {
    as,
    ...(send.method && { method: send.method }),
    ...(send.body !== undefined && { body: send.body }),
    ...(send.id && { params: { id: send.id } }),
  })
const switchOn = (as: string, body: unknown) => at(autoTopUp.PUT, as, '/auto-top-up', { method: 'PUT', body })

test('a card is saved by following setup_url, listed, made the default and removed', async () => {
  const { userId, key } = await plantCustomer()
  const asked = await at(POST, key, '/cards', { body: { return_url: 'https://shop.example/done' } })
  expect(asked.status).toBe(201)
  expect(asked.json).toMatchObject({
    status: 'pending',
    setup_url: `http://127.0.0.1:8000/cards/add/${asked.json.id}`,
    return_url: 'https://shop.example/done',
    card: null,
  })
  const { setup } = await openCardSetup(db(), { userId, setupId: asked.json.id })
  await stripeClient().setupIntents.confirm(setup.stripeSetupIntentId ?? '', {
    payment_method: 'pm_card_visa',
    return_url: 'http://127.0.0.1:8000/',
  })
  // No webhook has come: the reader's question is enough.
  const [visa] = (await at(GET, key, '/cards')).json.data
  expect(visa).toMatchObject({ brand: 'visa', last4: '4242', default: true, expired: false })
  const { id } = await plantCard(db(), userId, 'pm_card_mastercard')
  const changed = await at(one.PATCH, key, `/cards/${id}`, { method: 'PATCH', id, body: { default: true } })
  expect(changed.json).toMatchObject({ id, default: true })
  expect((await at(one.DELETE, key, `/cards/${id}`, { method: 'DELETE', id })).json).toEqual({
    id,
    removed: true,
  })
  expect((await at(one.GET, key, `/cards/${id}`, { id })).status).toBe(404)
  expect((await at(GET, key, '/cards')).json.data).toMatchObject([{ id: visa.id, default: true }])
})

test('a wallet is told how to top itself up, does so, and is told to stop', async () => {
  const { key, card } = await plantCustomer('pm_card_visa')
  const body = { currency: 'RUB', threshold: '200', value: '1000.00', monthly_cap: '5000' }
  const saved = await switchOn(key, body)
  expect(saved.status).toBe(200)
  expect(saved.json).toEqual({
    currency: 'RUB',
    status: 'active',
    reason: null,
    threshold: '200.00',
    value: '1000.00',
    monthly_cap: '5000.00',
    this_month: '0.00',
    capped_until: null,
    description: 'Automatic top-up',
    card,
    open_payment: null,
  })
  await runAutomaticPayments(db())
  expect((await at(autoTopUp.GET, key, '/auto-top-up?currency=rub')).json).toMatchObject({
    this_month: '1000.00',
  })
  expect((await switchOn(key, { ...body, enabled: false })).json).toMatchObject({
    status: 'paused',
    reason: 'user',
  })
  const ended = await at(autoTopUp.DELETE, key, '/auto-top-up?currency=RUB', { method: 'DELETE' })
  expect(ended.json).toEqual({ currency: 'RUB', removed: true })
  expect((await at(autoTopUp.GET, key, '/auto-top-up?currency=RUB')).json).toMatchObject({
    status: 404,
    field: 'currency',
  })
})

test('a payment that needs its user says so, with the link', async () => {
  const { key } = await plantCustomer('pm_card_authenticationRequired')
  await switchOn(key, { currency: 'RUB', threshold: '200', value: '1000' })
  await runAutomaticPayments(db())
  const { json } = await at(autoTopUp.GET, key, '/auto-top-up?currency=RUB')
  expect(json.open_payment).toMatchObject({
    needs_user: true,
    failure_code: 'authentication_required',
    retry_at: null,
    confirmation_url: `http://127.0.0.1:8000/pay/${json.open_payment.id}`,
  })
})

test('a recurring payment is made, changed, paused, followed and ended', async () => {
  const { key, card } = await plantCustomer('pm_card_visa')
  const body = { value: '500.00', currency: 'RUB', interval: 'month', description: 'Hosting' }
  const made = await at(recurring.POST, key, '/recurring-payments', { body })
  expect(made.status).toBe(201)
  expect(made.json).toMatchObject({
    status: 'active',
    value: '500.00',
    interval: 'month',
    card,
    reason: null,
  })
  const { id } = made.json
  await runAutomaticPayments(db())
  const path = `/recurring-payments/${id}`
  expect((await at(getTurns, key, `${path}/payments`, { id })).json.data).toMatchObject([
    {
      status: 'succeeded',
      origin: 'recurring',
      value: '500.00',
      due_at: MARCH.toISOString(),
      skipped_periods: 0,
    },
  ])
  const patch = (change: unknown) => at(recurringOne.PATCH, key, path, { method: 'PATCH', id, body: change })
  expect((await patch({ value: '600' })).json).toMatchObject({ value: '600.00' })
  expect((await patch({ status: 'paused' })).json).toMatchObject({ status: 'paused', next_payment_at: null })
  expect((await patch({ status: 'active' })).json).toMatchObject({
    next_payment_at: '2026-04-10T12:00:00.000Z',
  })
  expect((await at(recurringOne.DELETE, key, path, { method: 'DELETE', id })).json).toMatchObject({
    status: 'ended',
  })
  expect((await patch({ value: '1' })).json).toMatchObject({ status: 409, code: 'conflict' })
  expect((await at(recurring.GET, key, '/recurring-payments')).json).toMatchObject({
    data: [{ id, status: 'ended' }],
    next_cursor: null,
  })
})

test.each([
  [{ currency: 'XXX', threshold: '1', value: '1' }, 'invalid_currency', 'currency'],
  [{ currency: 'RUB', threshold: '0.001', value: '10' }, 'invalid_amount', 'threshold'],
  [{ currency: 'RUB', threshold: '-1', value: '10' }, 'invalid_amount', 'threshold'],
  [{ currency: 'RUB', threshold: '20', value: '10' }, 'invalid_amount', 'value'],
  [{ currency: 'RUB', threshold: '1', value: '10', monthly_cap: '9' }, 'invalid_amount', 'monthly_cap'],
  [{ currency: 'RUB', threshold: '1', value: '10', card: 'x' }, 'invalid_request', 'card'],
  [{ currency: 'RUB', threshold: '1', value: '10', below: 1 }, 'invalid_request', 'below'],
  [{ currency: 'RUB', value: '10' }, 'invalid_request', 'threshold'],
])('an automatic top-up of %j is refused by name', async (body, code, field) => {
  const { key } = await plantCustomer('pm_card_visa')
  expect((await switchOn(key, body)).json).toMatchObject({ status: 400, code, field })
})

test.each([
  [{ value: '1', currency: 'RUB', interval: 'day' }, 'interval'],
  [{ value: '1', currency: 'RUB', interval: 'week', starts_at: 'tomorrow' }, 'starts_at'],
  [{ value: '1', currency: 'RUB', interval: 'week', starts_at: '2020-01-01T00:00:00Z' }, 'starts_at'],
  [{ value: '0', currency: 'RUB', interval: 'week' }, 'value'],
])('a recurring payment of %j is refused by name', async (body, field) => {
  const { key } = await plantCustomer('pm_card_visa')
  expect((await at(recurring.POST, key, '/recurring-payments', { body })).json).toMatchObject({
    status: 400,
    field,
  })
})

test("what is somebody else's does not exist, and a key is held to its scopes", async () => {
  const [mine, theirs] = [await plantCustomer('pm_card_visa'), await plantCustomer('pm_card_visa')]
  const id = theirs.card ?? ''
  expect((await at(one.GET, mine.key, `/cards/${id}`, { id })).status).toBe(404)
  expect((await at(one.DELETE, mine.key, `/cards/${id}`, { method: 'DELETE', id })).status).toBe(404)
  expect(
    (await at(one.PATCH, mine.key, `/cards/${id}`, { method: 'PATCH', id, body: { default: true } })).status,
  ).toBe(404)
  const body = { currency: 'RUB', threshold: '1', value: '10', card: id }
  expect((await switchOn(mine.key, body)).json).toMatchObject({ status: 404, field: 'card' })
  const made = await at(recurring.POST, theirs.key, '/recurring-payments', {
    body: { value: '1000', currency: 'RUB', interval: 'week' },
  })
  const other = made.json.id
  for (const [handler, method, sent] of [
    [recurringOne.GET, 'GET', undefined],
    [recurringOne.PATCH, 'PATCH', { value: '1' }],
    [recurringOne.DELETE, 'DELETE', undefined],
    [getTurns, 'GET', undefined],
  ] as const) {
    const path = `/recurring-payments/${other}`
    expect((await at(handler, mine.key, path, { method, id: other, body: sent })).status).toBe(404)
  }
  const reader = await plantKey(db(), mine.userId, ['payments:read'])
  expect((await at(POST, reader, '/cards', { body: {} })).json).toMatchObject({ status: 403 })
  expect((await switchOn(reader, body)).json).toMatchObject({ status: 403, scope: 'payments:write' })
  expect((await at(GET, reader, '/cards')).status).toBe(200)
})

test('a repeated call is one wish', async () => {
  const { key } = await plantCustomer('pm_card_visa')
  const send = () =>
    call(recurring.POST, '/api/v1/recurring-payments', {
      as: key,
      headers: { 'Idempotency-Key': 'r-1' },
      body: { value: '1000', currency: 'RUB', interval: 'week', starts_at: '2026-05-01T00:00:00Z' },
    })
  const [first, second] = [await send(), await send()]
  expect(second.json).toEqual(first.json)
  expect(second.headers.get('idempotent-replayed')).toBe('true')
})
