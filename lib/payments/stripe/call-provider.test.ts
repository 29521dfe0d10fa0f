import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { providerCalls } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { callProvider, type ProviderCall } from './call-provider'
import { RefusedForNow } from './refused-for-now'
import { stripeClient } from './stripe-client'

let database: TestDatabase
let sandbox: RunningSandbox
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'hourglass-provider-'))
  sandbox = await startStripeSandbox({
    port: 0,
    dataFile: join(folder, 'stripe.jsonl'),
    webhookSecret: 'whsec_x',
  })
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  stripeClient()
})
afterAll(async () => {
  await sandbox.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => control(sandbox, '/reset'))

/** A customer with a name of its own: simple to make, simple to count. */
function makeCustomer(name = crypto.randomUUID()) {
  const call: ProviderCall<Stripe.Customer> = {
    key: `customer-${name}`,
    operation: 'customer.create',
    subject: `test:${name}`,
    send: (stripe, options) => stripe.customers.create({ name, metadata: { ours: name } }, options),
    find: async (stripe) => (await namesakes(stripe, name))[0],
  }
  return { name, call, count: async () => (await namesakes(stripeClient(), name)).length }
}

async function namesakes(stripe: Stripe, name: string): Promise<Stripe.Customer[]> {
  const all = await stripe.customers.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
  return all.filter(({ metadata }) => metadata.ours === name)
}

const rowOf = async ({ key }: { key: string }) =>
  (await database.db.select().from(providerCalls).where(eq(providerCalls.key, key)))[0]

/** As if so much time had passed since it was sent. */
async function age({ key }: { key: string }, interval: string): Promise<void> {
  await database.owner`update provider_calls set first_sent_at = first_sent_at - ${interval}::interval,
    last_sent_at = last_sent_at - ${interval}::interval where key = ${key}`
}

test('is carried out once and answered again, also by 20 at once', async () => {
  const { call, count } = makeCustomer()
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => callProvider(database.db, call)))
  const ids = outcomes.flatMap((one) =>
    one.status === 'fulfilled' && one.value.kind === 'done' ? one.value.id : [],
  )
  expect(new Set(ids).size).toBe(1)
  expect(await callProvider(database.db, call)).toMatchObject({ kind: 'done', id: ids[0] })
  expect(await count()).toBe(1)
  expect(await rowOf(call)).toMatchObject({ status: 'done', resultId: ids[0], error: null })
})

test('a refusal is recorded and given again, without asking', async () => {
  const { call } = makeCustomer()
  const send = vi.fn<typeof call.send>((stripe, options) =>
    stripe.customers.create({ payment_method: 'pm_none', name: 'x' }, options),
  )
  const first = await callProvider(database.db, { ...call, send })
  expect(first).toMatchObject({ kind: 'refused', code: 'resource_missing' })
  expect(await callProvider(database.db, { ...call, send })).toEqual(first)
  expect(send).toHaveBeenCalledTimes(1)
})

test.each([
  ['broke before it was done', { kind: 'drop', works: false, times: 9 }],
  ['broke after it was done', { kind: 'drop', times: 9 }],
  ['was answered 503', { kind: 'error', status: 503, works: false, times: 9 }],
])('a call that %s stays open, and is done once when asked again', async (_what, fault) => {
  const { call, count } = makeCustomer()
  await control(sandbox, '/faults', { path: '/v1/customers', method: 'POST', ...fault })
  await expect(callProvider(database.db, call)).rejects.toMatchObject({ code: 'provider_unavailable' })
  expect(await rowOf(call)).toMatchObject({ status: 'open', attempts: 1, resultId: null })
  await control(sandbox, '/faults/clear')
  expect(await callProvider(database.db, call)).toMatchObject({ kind: 'done' })
  expect(await count()).toBe(1)
})

test('after a day Stripe has forgotten the key: what was done is found, what was not is sent anew', async () => {
  for (const works of [true, false]) {
    const { call, count } = makeCustomer()
    await control(sandbox, '/faults', {
      path: '/v1/customers',
      method: 'POST',
      kind: 'drop',
      works,
      times: 9,
    })
    await expect(callProvider(database.db, call)).rejects.toThrow()
    await control(sandbox, '/faults/clear')
    await age(call, '25 hours')
    expect(await callProvider(database.db, call)).toMatchObject({ kind: 'done' })
    expect(await count()).toBe(1)
    expect(await rowOf(call)).toMatchObject({ generation: works ? 1 : 2 })
  }
})

test('a key that Stripe keeps answering with its own failure is given up, once it is sure nothing was done', async () => {
  const { call, count } = makeCustomer()
  const stuck: typeof call.send = (stripe, options) =>
    stripe.customers.create({ name: call.subject, metadata: { ours: call.subject.slice(5) } }, options)
  await control(sandbox, '/faults', {
    path: '/v1/customers',
    method: 'POST',
    kind: 'error',
    status: 500,
    times: 9,
  })
  await expect(callProvider(database.db, { ...call, send: stuck })).rejects.toThrow()
  await control(sandbox, '/faults/clear')
  await age(call, '11 minutes')
  expect(await callProvider(database.db, { ...call, send: stuck })).toMatchObject({ kind: 'done' })
  expect(await count()).toBe(1)
  expect(await rowOf(call)).toMatchObject({ generation: 2, status: 'done' })
})

const { StripeError } = Stripe.errors
const answered = (statusCode: number, rest = {}) =>
  StripeError.generate({ type: 'invalid_request_error', message: 'no', statusCode, ...rest } as never)

test('refused as things stand it stays open, and is taken under a key of its own once that is mended', async () => {
  const { call, count } = makeCustomer()
  const open = { ...call, isFinal: () => false }
  const refused: typeof call.send = (stripe, options) =>
    stripe.customers.create({ payment_method: 'pm_none', name: 'x' }, options)
  await expect(callProvider(database.db, { ...open, send: refused })).rejects.toMatchObject({
    name: 'AppError',
    code: 'provider_unavailable',
    refusal: { code: 'resource_missing' },
  })
  expect(await rowOf(call)).toMatchObject({ status: 'open', generation: 2, error: expect.any(String) })
  // Stripe would answer the first key as before, or not at all for other parameters.
  expect(await callProvider(database.db, open)).toMatchObject({ kind: 'done' })
  expect(await count()).toBe(1)
})

test('refused after an answer was lost, it is found', async () => {
  const { call, count } = makeCustomer()
  await control(sandbox, '/faults', { path: '/v1/customers', method: 'POST', kind: 'drop', times: 9 })
  await expect(callProvider(database.db, call)).rejects.toThrow()
  await control(sandbox, '/faults/clear')
  const send = () => Promise.reject(answered(400))
  const found = await callProvider(database.db, { ...call, send, isFinal: () => false })
  expect(found).toMatchObject({ kind: 'done', id: expect.stringMatching(/^cus_/) })
  expect(await count()).toBe(1)
})

test.each([
  ['a wrong key', answered(401)],
  ['a key that may not', answered(403)],
  ['a key of the other mode', answered(400, { code: 'livemode_mismatch' })],
  ['a call of the same key that is under way', answered(409)],
  ['a key that was used for something else', answered(400, { type: 'idempotency_error' })],
  ['too many calls', answered(429)],
  ['an address that nobody knows', answered(404)],
  ['something that is not Stripe', answered(400, { type: undefined })],
])('%s refuses nothing: the call stays open as it is', async (_what, error) => {
  const { call } = makeCustomer()
  const refused = { ...call, send: () => Promise.reject(error), isFinal: () => false }
  await expect(callProvider(database.db, refused)).rejects.toSatisfy(
    (thrown) => !(thrown instanceof RefusedForNow) && thrown instanceof AppError,
  )
  expect(await rowOf(call)).toMatchObject({ status: 'open', generation: 1 })
})

test('that Stripe does not say whether it was done refuses nothing', async () => {
  const { call } = makeCustomer()
  await control(sandbox, '/faults', { path: '/v1/customers', method: 'POST', kind: 'drop', times: 9 })
  await expect(callProvider(database.db, call)).rejects.toThrow()
  await age(call, '25 hours')
  const find = () => Promise.reject(answered(400))
  await expect(callProvider(database.db, { ...call, find })).rejects.toMatchObject({
    code: 'provider_unavailable',
  })
  expect(await rowOf(call)).toMatchObject({ status: 'open', generation: 1, attempts: 1 })
})

test('the record cannot be removed, and says done only with a result', async () => {
  const { call } = makeCustomer()
  await callProvider(database.db, call)
  await expect(database.owner`delete from provider_calls where key = ${call.key}`).rejects.toThrow()
  await expect(
    database.owner`update provider_calls set result_id = null where key = ${call.key}`,
  ).rejects.toThrow('provider_calls_result')
  await expect(
    database.owner`update provider_calls set ended_at = null where key = ${call.key}`,
  ).rejects.toThrow('provider_calls_ended')
})
