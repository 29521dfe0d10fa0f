import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { call, plantKey, plantOperator, serveFrom } from '@/lib/testing/api-client'
import { plantUser, plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { POST as bonus } from '../bonus/route'
import { POST as adjustment } from './route'

let base: TestDatabase
let operator: { userId: string; key: string }

beforeAll(async () => {
  base = await createTestDatabase()
  serveFrom(base.db)
  operator = await plantOperator(base)
})
afterAll(async () => {
  expect(await verifyLedger(base.db)).toEqual([])
  await base.close()
})

const BOTH = [
  ['bonus', bonus],
  ['adjustment', adjustment],
] as const

type Body = Record<string, unknown>

const send = (
  name: 'bonus' | 'adjustment',
  body: Body,
  { key = crypto.randomUUID(), as = operator.key }: { key?: string | undefined; as?: string } = {},
) =>
  call(name === 'bonus' ? bonus : adjustment, `/api/v1/${name}`, {
    as,
    body: { currency: 'RUB', reason: 'Goodwill', ...body },
    headers: key === '' ? {} : { 'Idempotency-Key': key },
  })

const plantCustomer = async (balanceMinor: bigint) =>
  (await plantWallet(base.db, { balanceMinor, asOf: await appNow(base.db) })).userId

test.each(BOTH)(
  'a %s is a row of the log, in a wallet opened for it; a retry gets the same row',
  async (name) => {
    const user = await plantUser(base.db)
    const key = crypto.randomUUID()
    const first = await send(name, { user, value: '12.50' }, { key })
    expect([first.status, first.json]).toEqual([
      201,
      {
        id: expect.stringMatching(/^\d+-1$/),
        user,
        type: name,
        reason: 'Goodwill',
        amount: '12.50',
        currency: 'RUB',
        balance: '12.50',
        datetime: expect.any(String),
        period: null,
        payment: null,
      },
    ])
    const again = await send(name, { user, value: '12.50' }, { key })
    expect([again.status, again.text, again.headers.get('idempotent-replayed')]).toEqual([
      201,
      first.text,
      'true',
    ])
    expect((await send(name, { user, value: '12.51' }, { key })).status).toBe(422)
    const audit = await base.owner`select actor, details from audit_log where subject = ${`user:${user}`}`
    expect([...audit]).toEqual([
      {
        actor: expect.stringMatching(/^key:/),
        details: { currency: 'RUB', amountMinor: '1250', reason: 'Goodwill' },
      },
    ])
  },
)

test('thirty twins at once move the money once', async () => {
  const user = await plantCustomer(1000n)
  const key = crypto.randomUUID()
  const replies = await Promise.all(
    Array.from({ length: 30 }, () => send('adjustment', { user, value: -4 }, { key })),
  )
  expect(new Set(replies.map(({ status, text }) => status + text)).size).toBe(1)
  expect(replies[0]?.json).toMatchObject({ amount: '-4.00', balance: '6.00' })
})

test('an adjustment takes at most what is available; the refusal stays the answer to its key', async () => {
  const user = await plantCustomer(500n)
  const key = crypto.randomUUID()
  const refused = await send('adjustment', { user, value: '-5.01' }, { key })
  expect(refused.json).toMatchObject({ status: 402, code: 'insufficient_funds', available: '5.00' })
  await send('bonus', { user, value: '1' })
  expect((await send('adjustment', { user, value: '-5.01' }, { key })).text).toBe(refused.text)
  expect((await send('adjustment', { user, value: '-5.01' })).json).toMatchObject({ balance: '0.99' })
  const currency = 'USD'
  expect((await send('adjustment', { user, value: '-1', currency })).json).toMatchObject({
    status: 402,
    available: '0.00',
    currency,
  })
})

test.each(BOTH)('a %s needs a key, a user, a reason and an exact amount', async (name) => {
  const user = await plantCustomer(0n)
  const refusals = [
    [{ user, value: '1' }, 'Idempotency-Key', ''],
    [{ value: '1' }, 'user'],
    [{ user: 'x', value: '1' }, 'user'],
    [{ user, value: '1', reason: ' ' }, 'reason'],
    [{ user, value: '0' }, 'value'],
    [{ user, value: '0.001' }, 'value'],
    [{ user, value: '1000000000.01' }, 'value'],
    [{ user, value: '1', currency: 'XXX' }, 'currency'],
    [{ user, value: '1', type: 'top_up' }, 'type'],
    ...(name === 'bonus' ? [[{ user, value: '-1' }, 'value']] : []),
  ] as [Body, string, string?][]
  for (const [body, field, key] of refusals) {
    expect((await send(name, body, { key })).json).toMatchObject({ status: 400, field })
  }
  const nobody = '019ab000-0000-7000-8000-000000000000'
  expect((await send(name, { user: nobody, value: '1' })).status).toBe(404)
})

test.each(BOTH)('a %s is for operators alone', async (name) => {
  const user = await plantCustomer(0n)
  for (const as of [await plantKey(base.db, user), await plantKey(base.db, operator.userId)]) {
    expect((await send(name, { user, value: '1' }, { as })).json).toMatchObject({
      status: 403,
      code: 'forbidden',
      scope: 'operator',
    })
  }
})
