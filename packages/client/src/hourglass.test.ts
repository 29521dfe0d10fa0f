import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { ALL_ROUTES } from '@/app/api/v1/all-routes'
import { listOperations } from '@/lib/http/openapi/build-document'
import { EXAMPLES } from '@/lib/http/openapi/examples'
import { plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { plantTariff, plantUser, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { plantExamples } from '@/lib/testing/plant-examples'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { withStripeSandbox } from '@/lib/testing/with-stripe-sandbox'
import { type ServedApi, serveApi } from '../serve-api.fixture'
import type { Call } from './call.js'
import { Hourglass, HourglassError, type HourglassSettings } from './index.js'
import { CALLS } from './resources.js'

let base: TestDatabase
let api: ServedApi

withStripeSandbox()

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  api = await serveApi()
})
afterAll(async () => {
  await api.close()
  await base.close()
})
beforeEach(() => {
  api.seen.length = 0
  // The waits between attempts are as long as they are; the tests need not be.
  vi.spyOn(Math, 'random').mockReturnValue(0)
})
afterEach(() => api.failBy(() => undefined))

async function plantClient(settings: Partial<HourglassSettings> = {}) {
  const { userId, walletId } = await plantWallet(base.db, { balanceMinor: 100_000n })
  const apiKey = await plantKey(base.db, userId)
  return { client: new Hourglass({ baseUrl: api.url, apiKey, ...settings }), userId, walletId }
}

const charge = { value: '10.00', currency: 'RUB', reason: 'Backup' }

describe('every operation of the document', () => {
  const calls = Object.entries(CALLS).flatMap(([resource, methods]) =>
    Object.entries(methods).map(([method, call]: [string, Call]) => ({
      name: `${resource}.${method}`,
      resource,
      method,
      call,
    })),
  )
  const operations = listOperations(ALL_ROUTES).map(({ operation }) => operation)

  test('is one method of the client, and the client has no other', () => {
    const named = calls.filter(({ call }) => call.kind !== 'file').map(({ call }) => call.id)
    expect(named.sort()).toEqual(operations.map(({ id }) => id).sort())
  })

  // What reads leaves the examples as they are for the next; what writes has some of its own.
  let examples: TestDatabase | undefined
  const spend = async () => {
    serveFrom(base.db)
    await examples?.close()
    examples = undefined
  }
  afterAll(spend)
  const readsFirst = calls.toSorted(
    (a, b) => Number(b.call.method === 'GET') - Number(a.call.method === 'GET'),
  )

  test.each(readsFirst)('$name does what its example shows', async ({ resource, method, call }) => {
    if (!examples) {
      examples = await createTestDatabase()
      serveFrom(examples.db)
      await plantExamples(examples)
    }
    const operation = operations.find(({ id }) => id === call.id)
    const { params = {}, query, body } = operation?.example ?? {}
    const apiKey =
      operation?.scope === 'operator'
        ? (await plantOperator(examples)).key
        : await plantKey(examples.db, EXAMPLES.user)
    const client = new Hourglass({ baseUrl: api.url, apiKey, maxRetries: 0 })
    const methods = client[resource as keyof Hourglass] as Record<string, (...args: unknown[]) => unknown>
    try {
      const answer = await methods[method]?.(
        ...(call.kind === 'file' ? [operation?.alsoAs?.[0]] : []),
        ...[...call.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => params[name]),
        ...(call.input === 'none' ? [] : [call.input === 'body' ? body : query]),
      )
      expect(answer).toBeTypeOf('object')
      expect(api.seen).toMatchObject([{ method: call.method }])
    } finally {
      if (call.method !== 'GET') await spend()
    }
  })
})

describe('an effect comes about once', () => {
  test('when the answer is lost on the way: the retry has the same key and gets the first answer', async () => {
    const { client } = await plantClient()
    let calls = 0
    api.failBy(() => (++calls <= 2 ? 'drop the answer' : undefined))
    const made = await client.charges.create(charge)
    expect(made).toMatchObject({ amount: '-10.00', balance: '990.00' })
    expect(api.seen.map(({ key }) => key)).toEqual([expect.any(String), api.seen[0]?.key, api.seen[0]?.key])
    expect(await client.balance.get()).toMatchObject({ balances: [{ balance: '990.00' }] })
  })

  test('when the caller names it: asked for twice, it is the same', async () => {
    const { client } = await plantClient()
    const first = await client.charges.create(charge, { idempotencyKey: 'order-1' })
    expect(await client.charges.create(charge, { idempotencyKey: 'order-1' })).toEqual(first)
    await expect(
      client.charges.create({ ...charge, value: 11 }, { idempotencyKey: 'order-1' }),
    ).rejects.toMatchObject({ code: 'idempotency_mismatch', status: 422 })
  })

  test('when twenty ask at once, and every other answer is lost', async () => {
    const { client } = await plantClient({ maxRetries: 5 })
    let calls = 0
    api.failBy(() => (++calls <= 20 && calls % 2 === 0 ? 'drop the answer' : undefined))
    const made = await Promise.all(
      Array.from({ length: 20 }, () => client.charges.create(charge, { idempotencyKey: 'order-2' })),
    )
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(api.seen.length).toBeGreaterThan(20)
    expect(await client.balance.get()).toMatchObject({ balances: [{ balance: '990.00' }] })
  })

  test('when an attempt is given up that is still at work', async () => {
    const { client } = await plantClient()
    const busy = Response.json(
      { code: 'idempotency_in_flight', detail: 'Still at work.', request_id: 'x' },
      { status: 409, headers: { 'content-type': 'application/problem+json' } },
    )
    let calls = 0
    api.failBy(() => (++calls === 1 ? busy : undefined))
    expect(await client.charges.create(charge)).toMatchObject({ balance: '990.00' })
    expect(api.seen).toHaveLength(2)
  })

  test('and another call has another key', async () => {
    const { client } = await plantClient()
    await Promise.all([client.charges.create(charge), client.charges.create(charge)])
    expect(new Set(api.seen.map(({ key }) => key)).size).toBe(2)
    expect(await client.balance.get()).toMatchObject({ balances: [{ balance: '980.00' }] })
    expect(api.seen[2]?.key).toBeUndefined()
  })
})

describe('it tries again', () => {
  test.each([
    ['a server that hangs up', () => 'hang up' as const, { code: 'network_error', status: undefined }],
    [
      'an error of the server',
      () => new Response('<html>', { status: 502 }),
      { code: 'unexpected_answer', status: 502 },
    ],
  ])('after %s, as often as it was told, and then says so', async (_what, fault, error) => {
    const { client } = await plantClient({ maxRetries: 1 })
    api.failBy(fault)
    await expect(client.balance.get()).rejects.toMatchObject(error)
    expect(api.seen).toHaveLength(2)
    await expect(client.balance.get({}, { maxRetries: 0 })).rejects.toMatchObject(error)
    expect(api.seen).toHaveLength(3)
  })

  test('after 429 and 503, when the server says', async () => {
    const { client } = await plantClient()
    const statuses = [429, 503]
    api.failBy(() => {
      const status = statuses.shift()
      return status ? new Response('', { status, headers: { 'Retry-After': '1' } }) : undefined
    })
    const begin = performance.now()
    await client.balance.get()
    expect(performance.now() - begin).toBeGreaterThanOrEqual(1990)
    expect(api.seen).toHaveLength(3)
  })

  test('but waits for no server that asks for more than a minute', async () => {
    const { client } = await plantClient()
    api.failBy(() => new Response('', { status: 429, headers: { 'Retry-After': '61' } }))
    await expect(client.balance.get()).rejects.toMatchObject({ status: 429, retryAfterMs: 61_000 })
    expect(api.seen).toHaveLength(1)
  })

  test('and never what is refused for good', async () => {
    const { client } = await plantClient()
    const refused = await client.charges
      .create({ ...charge, value: '5000.00' })
      .catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(HourglassError)
    expect(refused).toMatchObject({
      code: 'insufficient_funds',
      status: 402,
      requestId: expect.any(String),
      problem: { available: '1000.00', currency: 'RUB' },
    })
    await expect(client.charges.create({ ...charge, value: '1.001' })).rejects.toMatchObject({
      code: 'invalid_amount',
      status: 400,
      field: 'value',
      detail: expect.any(String),
    })
    await expect(client.payments.get(crypto.randomUUID())).rejects.toMatchObject({
      code: 'not_found',
      status: 404,
    })
    expect(api.seen).toHaveLength(3)
  })

  test('gives an attempt up that takes too long', async () => {
    const hanging: typeof fetch = (_url, init) =>
      new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)))
    const { client } = await plantClient({ fetch: hanging, timeoutMs: 20, maxRetries: 0 })
    await expect(client.balance.get()).rejects.toMatchObject({ code: 'timeout' })
  })

  test('ends at once with the signal of the caller, in a call and between two', async () => {
    const { client } = await plantClient()
    const reason = new Error('enough')
    await expect(client.balance.get({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    expect(api.seen).toHaveLength(0)
    const stop = new AbortController()
    api.failBy(() => {
      setTimeout(() => stop.abort(reason), 20)
      return new Response('', { status: 503, headers: { 'Retry-After': '30' } })
    })
    await expect(client.balance.get({}, { signal: stop.signal })).rejects.toBe(reason)
    expect(api.seen).toHaveLength(1)
  })
})

describe('a list', () => {
  test('is its first page, or every row there is', async () => {
    const { client, walletId } = await plantClient()
    for (let count = 0; count < 6; count += 1) await topUp(base.db, walletId, 100n, START)
    const page = await client.transactions.list({ limit: 3 })
    expect(page.data).toHaveLength(3)
    expect(page.next_cursor).toEqual(expect.any(String))
    api.seen.length = 0
    const ids: string[] = []
    for await (const transaction of client.transactions.list({ limit: 3 })) ids.push(transaction.id)
    expect(ids).toEqual([7, 6, 5, 4, 3, 2, 1].map((seq) => `${walletId}-${seq}`))
    expect(api.seen).toHaveLength(3)
  })

  test('asks for no page beyond what is read', async () => {
    const { client, walletId } = await plantClient()
    for (let count = 0; count < 3; count += 1) await topUp(base.db, walletId, 100n, START)
    api.seen.length = 0
    for await (const { type } of client.transactions.list({ limit: 2 })) {
      expect(type).toBe('bonus')
      break
    }
    expect(api.seen).toHaveLength(1)
  })

  test('that comes whole is one page', async () => {
    const { client } = await plantClient()
    const id = await plantTariff(base.db, { hourlyRateMicros: 1_000_000n, currency: 'KWD' })
    const ids: string[] = []
    for await (const tariff of client.tariffs.list({ currency: 'KWD' })) ids.push(tariff.id)
    expect(ids).toEqual([id])
    expect((await client.tariffs.list()).next_cursor).toBeNull()
  })

  test('is a file as well', async () => {
    const { client } = await plantClient()
    const file = await client.transactions.export('text/csv', { currency: 'RUB' })
    expect(file.headers.get('content-type')).toContain('text/csv')
    expect((await file.text()).trim().split('\r\n')).toHaveLength(2)
  })
})

describe('a client', () => {
  test('takes a credential when it is asked for one, and none for what is public', async () => {
    const anyone = new Hourglass({ baseUrl: `${api.url}/api/v1/` })
    const email = `${crypto.randomUUID()}@example.test`
    const user = await anyone.users.create({ email, password: 'correct horse battery' })
    const { access_token: token } = await anyone.tokens.create({ email, password: 'correct horse battery' })
    const signedIn = new Hourglass({ baseUrl: api.url, apiKey: async () => token })
    expect(await signedIn.payments.list()).toEqual({ data: [], next_cursor: null })
    expect(user.email).toBe(email)
    await expect(anyone.balance.get()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 })
  })

  test('of an operator acts for the user it names', async () => {
    const { key } = await plantOperator(base)
    const operator = new Hourglass({ baseUrl: api.url, apiKey: key })
    const user = await plantUser(base.db)
    await operator.bonuses.create({ user, value: '5.00', currency: 'RUB', reason: 'Welcome' })
    expect(await operator.balance.get({ user })).toMatchObject({ balances: [{ available: '5.00' }] })
  })

  test('turns no call into another, whatever an id is', async () => {
    const { client } = await plantClient()
    for (const id of ['', '.', '..']) await expect(client.payments.get(id)).rejects.toThrow(TypeError)
    for (const id of ['../balance', '%2e%2e', '?limit=1', '#']) {
      await expect(client.payments.get(id)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(() => new Hourglass({ baseUrl: 'pay.example.com' })).toThrow(TypeError)
  })
})
