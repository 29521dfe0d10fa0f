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

type Plan = Partial<typeof payments.$inferInsert> & { hoursLeft?: number }

/** Payments of one new user, oldest first. */
async function plantPayments(...rows: Plan[]) {
  const { db } = database
  const { userId, walletId, currency } = await plantWallet(db)
  for (const [index, { hoursLeft = 24, ...row }] of rows.entries()) {
    const expiresAt = new Date(Date.now() + hoursLeft * 3_600_000)
    await db
      .insert(payments)
      .values({ userId, walletId, amount: BigInt(index + 1), currency, expiresAt, ...row })
  }
  return userId
}

test('what can still be paid is offered, newest first', async () => {
  const userId = await plantPayments(
    {},
    { status: 'canceled', canceledAt: new Date(), cancellationReason: 'requested_by_user' },
    { hoursLeft: 1 },
    { hoursLeft: -1 },
    { cancellationReason: 'requested_by_user' },
    { quarantineReason: 'Stripe took 5' },
  )
  const found = await listUnpaidPayments(database.db, { userId, limit: 10 })
  expect(found.map(({ amountMinor }) => amountMinor)).toEqual([3n, 1n])
})

test('what a bank decides about is shown, whenever it expires', async () => {
  const userId = await plantPayments({ hoursLeft: -1, intentStatus: 'processing' })
  expect(await listUnpaidPayments(database.db, { userId, limit: 10 })).toHaveLength(1)
})

test('no more than asked for, and nobody else’s', async () => {
  const userId = await plantPayments({}, {}, {})
  await plantPayments({})
  expect(await listUnpaidPayments(database.db, { userId, limit: 2 })).toHaveLength(2)
  expect(await listUnpaidPayments(database.db, { userId, limit: 10 })).toHaveLength(3)
})
