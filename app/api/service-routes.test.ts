import Stripe from 'stripe'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import * as settings from '@/lib/env'
import { log } from '@/lib/log'
import { call, serveFrom } from '@/lib/testing/api-client'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { POST as unknown } from './[[...path]]/route'
import { GET as live } from './health/live/route'
import { GET as ready } from './health/ready/route'
import { POST as moveClock, GET as readClock } from './sandbox/clock/route'
import { POST as webhook } from './webhooks/stripe/route'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
})

afterAll(() => base.close())

const signed = (payload: string, secret = settings.env().STRIPE_WEBHOOK_SECRET) =>
  call(webhook, '/api/webhooks/stripe', {
    body: payload,
    headers: { 'Stripe-Signature': Stripe.webhooks.generateTestHeaderString({ payload, secret }) },
  })

test('an event of Stripe is kept once, one that is not signed is refused', async () => {
  const payload = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'customer.created',
    data: { object: {} },
  })
  expect((await signed(payload)).status).toBe(200)
  expect((await signed(payload)).status).toBe(200)
  const refused = await signed(payload.replace('evt_1', 'evt_2'), 'whsec_of_someone_else')
  expect(refused.json).toMatchObject({ status: 400, code: 'invalid_request' })
  expect((await call(webhook, '/api/webhooks/stripe', { body: payload })).status).toBe(400)
  const kept = await base.owner`select id from stripe_events`
  expect([...kept]).toEqual([{ id: 'evt_1' }])
})

test('a server is ready when the database has what this version needs', async () => {
  expect((await call(live, '/api/health/live')).json).toEqual({ status: 'ok' })
  expect((await call(ready, '/api/health/ready')).json).toMatchObject({ status: 'ready' })
  await base.owner`alter table payments rename column description to text`
  expect((await call(ready, '/api/health/ready')).json).toMatchObject({ status: 503, code: 'unavailable' })
  await base.owner`alter table payments rename column text to description`
  expect((await call(ready, '/api/health/ready')).status).toBe(200)
})

test('billing that is behind is told, logged once, and takes no server out of rotation', async () => {
  const warn = vi.spyOn(log, 'warn')
  const state = async () => (await call(ready, '/api/health/ready')).json
  expect(await state()).toEqual({
    status: 'ready',
    billing: { status: 'on_time', behind_hours: 0, billed_up_to: null, last_run_at: null },
  })
  const [run] = await base.owner`
    insert into billing_runs (as_of, finished_at, status)
    values (date_trunc('hour', now()) - interval '5 hours', now(), 'finished') returning as_of, finished_at`
  // Within ten minutes of the hour that hour does not count yet.
  const behind = new Date().getUTCMinutes() >= 10 ? 5 : 4
  const expected = {
    status: 'behind',
    behind_hours: behind,
    billed_up_to: run?.as_of.toISOString(),
    last_run_at: run?.finished_at.toISOString(),
  }
  expect(await state()).toMatchObject({ status: 'ready', billing: expected })
  expect(await state()).toMatchObject({ billing: expected })
  expect(warn.mock.calls).toEqual([[expected, 'billing is behind']])
})

test('an unknown path is a problem like any other', async () => {
  const { json } = await call(unknown, '/api/v1/nothing', { body: {} })
  expect(json).toMatchObject({ status: 404, code: 'not_found' })
})

test('the sandbox clock stands, moves on and runs, and only forward', async () => {
  const move = (body: unknown) => call(moveClock, '/api/sandbox/clock', { body })
  expect((await call(readClock, '/api/sandbox/clock')).json).toMatchObject({ frozen: false })
  const noon = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString()
  expect((await move({ now: noon })).json).toEqual({ now: noon, frozen: true })
  const later = new Date(Date.parse(noon) + 3 * 3_600_000).toISOString()
  expect((await move({ advance: 'PT3H' })).json).toEqual({ now: later, frozen: true })
  expect((await move({ now: noon })).json).toMatchObject({ status: 400, field: 'now' })
  expect((await move({ run: true })).json).toMatchObject({ frozen: false })
  for (const body of [
    {},
    { now: later, run: true },
    { run: false },
    { advance: '3 hours' },
    { now: 'soon' },
  ]) {
    expect((await move(body)).status).toBe(400)
  }
})

test('outside the sandbox there is no clock to see or move', async () => {
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), HOURGLASS_SANDBOX: false })
  expect((await call(readClock, '/api/sandbox/clock')).status).toBe(404)
  expect((await call(moveClock, '/api/sandbox/clock', { body: { run: true } })).status).toBe(404)
})
