import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, plantUser, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { creditWallet } from '../posting/credit-wallet'
import { openWallet } from '../wallets/wallet'
import { listTransactions } from './list-transactions'

let database: TestDatabase
let userId: string

beforeAll(async () => {
  database = await createTestDatabase()
  const { db } = database
  userId = await plantUser(db)
  for (let index = 0; index < 25; index += 1) {
    const currency = index % 3 === 0 ? 'USD' : 'RUB'
    const walletId = await openWallet(db, { userId, currency, asOf: START })
    await db.transaction((tx) =>
      creditWallet(tx, {
        walletId,
        type: index % 5 === 0 ? 'bonus' : 'top_up',
        amountMinor: BigInt(index + 1),
        reason: '',
        // Several of one instant: the order of these must hold from page to page too.
        asOf: after(Math.floor(index / 4) * 1000),
        actor: 'test',
        idempotencyKey: `row:${index}`,
      }),
    )
  }
})
afterAll(() => database.close())

async function walk(
  filter: Partial<Parameters<typeof listTransactions>[1]>,
  limit: number,
): Promise<bigint[]> {
  const seen: bigint[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await listTransactions(database.db, { userId, limit, cursor, ...filter })
    seen.push(...page.rows.map(({ amountMinor }) => amountMinor))
    if (page.nextCursor === null) return seen
    cursor = page.nextCursor
  }
}

test.each([1, 3, 7, 24, 25, 100])(
  'pages of %i show each row of all wallets once, newest first',
  async (limit) => {
    const seen = await walk({}, limit)
    expect(seen).toHaveLength(25)
    expect(new Set(seen).size).toBe(25)
    const whole = await walk({}, 100)
    expect(seen).toEqual(whole)
  },
)

test('rows that come in while one pages are not mixed in', async () => {
  const first = await listTransactions(database.db, { userId, limit: 5 })
  const walletId = await openWallet(database.db, { userId, currency: 'RUB', asOf: START })
  await database.db.transaction((tx) =>
    creditWallet(tx, {
      walletId,
      type: 'bonus',
      amountMinor: 999n,
      reason: '',
      asOf: after(60_000),
      actor: 'test',
      idempotencyKey: 'late',
    }),
  )
  const second = await listTransactions(database.db, { userId, limit: 100, cursor: first.nextCursor ?? '' })
  const amounts = [...first.rows, ...second.rows].map(({ amountMinor }) => amountMinor)
  expect(new Set(amounts).size).toBe(25)
  expect(amounts).not.toContain(999n)
})

test('filters by currency, type and half-open time', async () => {
  expect(await walk({ currency: 'USD' }, 2)).toEqual([25n, 22n, 19n, 16n, 13n, 10n, 7n, 4n, 1n])
  expect(await walk({ type: 'bonus', to: after(60_000) }, 2)).toEqual([21n, 16n, 11n, 6n, 1n])
  const within = await walk({ from: after(1000), to: after(2000) }, 2)
  expect(within.sort()).toEqual([5n, 6n, 7n, 8n])
})

test.each(['nonsense', 'e30', 'W10', 'bnVsbA', Buffer.from('{"1":"x"}').toString('base64url')])(
  'a cursor that was not given by this list is refused: %s',
  async (cursor) => {
    await expect(listTransactions(database.db, { userId, limit: 5, cursor })).rejects.toMatchObject({
      code: 'invalid_request',
      field: 'cursor',
    })
  },
)
