import { afterAll, beforeAll, expect, test } from 'vitest'
import { payments } from '@/db/schema'
import { plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { listUnpaidPayments } from './list-unpaid-payments'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})

afterAll(() => database.close())

const DAY_MS = 86_400_000

/** Payments of one new user, oldest first, each begun so many days ago. */
async function plantPayments(...rows: { status?: 'pending' | 'canceled'; daysAgo?: number }[]) {
  const { db } = database
  const { userId, walletId, currency } = await plantWallet(db)
  const amounts = rows.map((_, index) => BigInt(index + 1))
  for (const [index, { status = 'pending', daysAgo = 0 }] of rows.entries()) {
    const createdAt = new Date(Date.now() - daysAgo * DAY_MS)
    await db
      .insert(payments)
      .values({ userId, walletId, amount: amounts[index] ?? 0n, currency, status, createdAt })
  }
  return userId
}

test('what was begun lately and not paid is offered, newest first', async () => {
  const userId = await plantPayments({}, { status: 'canceled' }, { daysAgo: 2 }, { daysAgo: 4 })
  const found = await listUnpaidPayments(database.db, { userId, limit: 10 })
  expect(found.map(({ amountMinor }) => amountMinor)).toEqual([3n, 1n])
})

test('no more than asked for, and nobody else’s', async () => {
  const userId = await plantPayments({}, {}, {})
  await plantPayments({})
  expect(await listUnpaidPayments(database.db, { userId, limit: 2 })).toHaveLength(2)
  expect(await listUnpaidPayments(database.db, { userId, limit: 10 })).toHaveLength(3)
})
