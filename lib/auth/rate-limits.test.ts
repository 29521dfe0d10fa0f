import { afterAll, beforeAll, expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { clientAddress } from './client-address'
import { limitFailures, limitSignUps } from './rate-limits'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

const wrong = () => Promise.reject(new AppError('invalid_credentials', 'wrong'))
const right = () => Promise.resolve('in')
const attempt = (email: string, check: () => Promise<string>, address = '192.0.2.1') =>
  limitFailures(base.db, { email, address }, check)

test('ten failures from one place close an account for it, however it is spelled, and no other', async () => {
  for (let count = 0; count < 10; count += 1) {
    await expect(attempt('ada@example.com', wrong)).rejects.toMatchObject({ code: 'invalid_credentials' })
  }
  const refused = await attempt(' ADA@example.com', right).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: 'rate_limited' })
  expect((refused as AppError).retryAfterSeconds).toBeGreaterThan(14 * 60)
  await expect(attempt('grace@example.com', right)).resolves.toBe('in')
})

test('a stranger who fails does not lock the owner out, who comes from elsewhere', async () => {
  for (let count = 0; count < 12; count += 1) {
    await attempt('owner@example.com', wrong, '198.51.100.66').catch(() => undefined)
  }
  await expect(attempt('owner@example.com', right, '198.51.100.66')).rejects.toMatchObject({
    code: 'rate_limited',
  })
  await expect(attempt('owner@example.com', right, '192.0.2.2')).resolves.toBe('in')
})

test('guessing from many places ends after a hundred failures', async () => {
  const from = (place: number) => `198.51.100.${place}`
  for (let count = 0; count < 100; count += 1) {
    await expect(attempt('wanted@example.com', wrong, from(count))).rejects.toMatchObject({
      code: 'invalid_credentials',
    })
  }
  await expect(attempt('wanted@example.com', right, from(101))).rejects.toMatchObject({
    code: 'rate_limited',
  })
})

test('success is never counted', async () => {
  for (let count = 0; count < 30; count += 1) {
    await expect(attempt('busy@example.com', right)).resolves.toBe('in')
  }
})

test('guesses sent at once do not slip past the counter together', async () => {
  // All of them look at the counter before any has failed; the right one among them comes last.
  let failed = 0
  let release = () => {}
  const allFailed = new Promise<void>((resolve) => {
    release = resolve
  })
  const guess = async () => {
    failed += 1
    return wrong()
  }
  const lucky = attempt('burst@example.com', async () => {
    await allFailed
    return 'in'
  })
  await Promise.allSettled(Array.from({ length: 12 }, () => attempt('burst@example.com', guess)))
  expect(failed).toBe(12)
  release()
  await expect(lucky).rejects.toMatchObject({ code: 'rate_limited' })
})

test('a counter that has run out is begun anew', async () => {
  for (let count = 0; count < 10; count += 1) await attempt('later@example.com', wrong).catch(() => undefined)
  await expect(attempt('later@example.com', right)).rejects.toMatchObject({ code: 'rate_limited' })
  await base.owner`update rate_limits set expire = ${Date.now() - 1} where key like '%later@example.com%'`
  await expect(attempt('later@example.com', right)).resolves.toBe('in')
})

test('a thousand accounts an hour from one address, and no more', async () => {
  await base.owner`
    insert into rate_limits (key, points, expire) values ('sign_up_ip:192.0.2.9', 999, ${Date.now() + 60_000})`
  await expect(limitSignUps(base.db, '192.0.2.9')).resolves.toBeUndefined()
  await expect(limitSignUps(base.db, '192.0.2.9')).rejects.toMatchObject({ code: 'rate_limited' })
})

test('the address of a caller is the one the nearest proxy saw', () => {
  const of = (value?: string) =>
    clientAddress(new Headers(value === undefined ? {} : { 'x-forwarded-for': value }))
  expect(of('203.0.113.7, 198.51.100.2')).toBe('198.51.100.2')
  expect(of('203.0.113.7')).toBe('203.0.113.7')
  expect(of()).toBe('unknown')
})
