import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { createDatabase, type Database } from '@/db/client'
import * as settings from '@/lib/env'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type Counted, limitCalls } from './limit-calls'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

/** Each server has its own counters, and its own handle of the same database. */
let server: Database

beforeEach(() => {
  server = newServer()
})

const newServer = () => ({ ...base.db, insert: base.db.insert.bind(base.db) }) as Database

function limitTo(perMinute: number) {
  vi.spyOn(settings, 'env').mockReturnValue({ ...settings.env(), API_RATE_LIMIT: perMinute })
}

async function attempt(counted: Counted, db: Database = server) {
  const headers = new Headers()
  const refusal = await limitCalls(db, counted, headers).then(
    () => undefined,
    (error: unknown) => error,
  )
  return { refusal, headers }
}

const someone = (kind: Counted['kind'] = 'user'): Counted => ({ kind, key: crypto.randomUUID() })

test('so many calls a minute, and then a refusal that says when to come back', async () => {
  limitTo(3)
  const user = someone()
  const left: (string | null)[] = []
  for (let calls = 0; calls < 3; calls += 1) {
    const { refusal, headers } = await attempt(user)
    expect(refusal).toBeUndefined()
    left.push(headers.get('ratelimit'))
  }
  expect(left).toEqual([2, 1, 0].map((r) => `"user";r=${r};t=60`))
  const { refusal, headers } = await attempt(user)
  expect(refusal).toMatchObject({ code: 'rate_limited', status: 429 })
  expect(Number((refusal as { retryAfterSeconds: number }).retryAfterSeconds)).toBeGreaterThan(50)
  expect(headers.get('ratelimit')).toMatch(/^"user";r=0;t=\d+$/)
  expect(headers.get('ratelimit-policy')).toBe('"user";q=3;w=60')
  // Nobody else pays for it.
  expect((await attempt(someone())).refusal).toBeUndefined()
})

test('an operator may call ten times as often', async () => {
  limitTo(1)
  const operator = someone('operator')
  const refusals = await Promise.all(Array.from({ length: 12 }, () => attempt(operator)))
  expect(refusals.filter(({ refusal }) => refusal === undefined)).toHaveLength(10)
})

test('two servers hold one limit together', async () => {
  limitTo(20)
  const [one, other] = [newServer(), newServer()]
  const user = someone()
  for (let calls = 0; calls < 12; calls += 1) {
    expect((await attempt(user, one)).refusal).toBeUndefined()
    if (calls < 8) expect((await attempt(user, other)).refusal).toBeUndefined()
  }
  // The twenty-first is let in by a server that has counted thirteen, and learns from it.
  expect((await attempt(user, one)).refusal).toBeUndefined()
  await vi.waitFor(async () => expect((await attempt(user, one)).refusal).toBeDefined())
})

test('what is counted is told in batches, and a call does not wait for it', async () => {
  limitTo(100)
  const user = someone()
  const rows = () => base.owner`select points from rate_limits where key = ${`api_user:${user.key}`}`
  for (let calls = 0; calls < 4; calls += 1) await attempt(user)
  expect(await rows()).toEqual([])
  await attempt(user)
  await vi.waitFor(async () => expect([...(await rows())]).toEqual([{ points: 5 }]))
})

test('a database that is down refuses nobody', async () => {
  limitTo(40)
  const down = createDatabase('postgres://nobody@127.0.0.1:1/none')
  const user = someone()
  for (let calls = 0; calls < 40; calls += 1) {
    expect((await attempt(user, down.db)).refusal).toBeUndefined()
  }
  expect((await attempt(user, down.db)).refusal).toMatchObject({ code: 'rate_limited' })
  await down.sql.end({ timeout: 0 })
})
