import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type Stripe from 'stripe'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { providerCalls } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { callProvider, type ProviderCall } from './call-provider'
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
