import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@/db/client'
import { AppError } from '@/lib/errors'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { answer } from '../answer'
import { runInTransaction } from './run-in-transaction'
import { runOutside } from './run-outside'
import type { KeyedRequest } from './stored-request'

let base: TestDatabase

beforeAll(async () => {
  base = await createTestDatabase()
})

afterAll(() => base.close())

const request = (change: Partial<KeyedRequest> = {}): KeyedRequest => ({
  userId: '0199a000-0000-7000-8000-000000000001',
  operation: 'POST /api/v1/charge',
  key: crypto.randomUUID(),
  requestHash: 'same',
  ...change,
})

/** An effect that can be counted: a row of a table, written in the transaction it is given. */
const mark = async (db: Database, subject: string) => {
  await db.execute(sql`insert into audit_log (actor, action, subject) values ('test', 'ran', ${subject})`)
  return answer(201, { z: 1, a: `${subject} "ё"` })
}
const runs = async (subject: string) => {
  const [row] = await base.owner`select count(*)::int as times from audit_log where subject = ${subject}`
  return row?.times
}

test('fifty calls with one key at once have one effect and one answer', async () => {
  const keyed = request()
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => runInTransaction(base.db, keyed, (tx) => mark(tx, keyed.key))),
  )
  expect(await runs(keyed.key)).toBe(1)
  expect(new Set(answers.map(({ status, body }) => `${status} ${body}`))).toEqual(
    new Set([`201 {"z":1,"a":"${keyed.key} \\"ё\\""}`]),
  )
  expect(answers.filter(({ headers }) => headers?.['Idempotent-Replayed'] === 'true')).toHaveLength(49)
})

test('a key belongs to one caller and one operation', async () => {
  const keyed = request()
  const others = [
    keyed,
    { ...keyed, userId: '0199a000-0000-7000-8000-000000000002' },
    { ...keyed, operation: 'POST /api/v1/subscriptions' },
  ]
  for (const other of others) await runInTransaction(base.db, other, (tx) => mark(tx, keyed.key))
  expect(await runs(keyed.key)).toBe(3)
})

test('the same key with another body is refused and has no effect', async () => {
  const keyed = request()
  await runInTransaction(base.db, keyed, (tx) => mark(tx, keyed.key))
  for (const run of [runInTransaction, runOutside]) {
    const other = run(base.db, { ...keyed, requestHash: 'other' }, () => mark(base.db, keyed.key))
    await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch', status: 422 })
  }
  expect(await runs(keyed.key)).toBe(1)
})

test('what is thrown undoes the effect and frees the key; a refusal that is an answer stays', async () => {
  const keyed = request()
  const failing = runInTransaction(base.db, keyed, async (tx) => {
    await mark(tx, keyed.key)
    throw new AppError('not_found', 'no')
  })
  await expect(failing).rejects.toMatchObject({ code: 'not_found' })
  expect(await runs(keyed.key)).toBe(0)
  const refuse = () =>
    runInTransaction(base.db, keyed, async (tx) => ({ ...(await mark(tx, keyed.key)), status: 402 }))
  expect((await refuse()).status).toBe(402)
  expect((await refuse()).status).toBe(402)
  expect(await runs(keyed.key)).toBe(1)
})

test('without a key each call has its effect, in a transaction all the same', async () => {
  const subject = crypto.randomUUID()
  await runInTransaction(base.db, undefined, (tx) => mark(tx, subject))
  await runInTransaction(base.db, undefined, (tx) => mark(tx, subject))
  const failing = runInTransaction(base.db, undefined, async (tx) => {
    await mark(tx, subject)
    throw new Error('late')
  })
  await expect(failing).rejects.toThrow('late')
  expect(await runs(subject)).toBe(2)
})

test('while an effect outside is under way its key is in flight, then it is replayed', async () => {
  const keyed = request()
  let finish = () => {}
  const going = new Promise<void>((resolve) => {
    finish = resolve
  })
  let begun = () => {}
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const first = runOutside(base.db, keyed, async () => {
    begun()
    await going
    return mark(base.db, keyed.key)
  })
  await started
  const twin = () => runOutside(base.db, keyed, () => mark(base.db, keyed.key))
  await expect(twin()).rejects.toMatchObject({ code: 'idempotency_in_flight', status: 409 })
  finish()
  const { body } = await first
  await expect(twin()).resolves.toEqual({ status: 201, body, headers: { 'Idempotent-Replayed': 'true' } })
  expect(await runs(keyed.key)).toBe(1)
})

test('a call that died is taken over when its time is up, by one of many', async () => {
  const keyed = request()
  await base.owner`
    insert into idempotency_keys (user_id, operation, key, request_hash, locked_until)
    values (${keyed.userId}, ${keyed.operation}, ${keyed.key}, 'same', now() + interval '1 minute')`
  const retry = () => runOutside(base.db, keyed, () => mark(base.db, keyed.key))
  await expect(retry()).rejects.toMatchObject({ code: 'idempotency_in_flight' })
  await base.owner`update idempotency_keys set locked_until = now() - interval '1 ms' where key = ${keyed.key}`
  await Promise.allSettled(Array.from({ length: 10 }, retry))
  expect(await runs(keyed.key)).toBe(1)
  expect((await retry()).headers).toEqual({ 'Idempotent-Replayed': 'true' })
})

test('an effect that failed may be tried again at once', async () => {
  const keyed = request()
  await expect(runOutside(base.db, keyed, () => Promise.reject(new Error('Stripe is down')))).rejects.toThrow(
    'down',
  )
  await expect(runOutside(base.db, keyed, () => mark(base.db, keyed.key))).resolves.toMatchObject({
    status: 201,
  })
})

test('keys and their answers are for ever', async () => {
  const keyed = request()
  await runInTransaction(base.db, keyed, (tx) => mark(tx, keyed.key))
  await expect(base.owner`delete from idempotency_keys where key = ${keyed.key}`).rejects.toThrow(
    /append-only/,
  )
})
