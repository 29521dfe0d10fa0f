import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { countOpenPayments } from './count-open-payments'
import { listAllPayments } from './list-all-payments'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  for (const amount of [1n, 2n, 3n]) {
    const { userId, walletId } = await plantWallet(database.db)
    const paid = amount === 1n
    await database.owner`
      insert into payments (user_id, wallet_id, amount, currency, status, paid_at, quarantine_reason)
      values (${userId}, ${walletId.toString()}, ${amount.toString()}, 'RUB', ${paid ? 'succeeded' : 'pending'},
              ${paid ? new Date() : null}, ${amount === 3n ? 'Stripe took 9 rub, asked were 3 RUB' : null})`
  }
})
afterAll(() => database.close())

const amounts = async (filter: 'all' | 'pending' | 'quarantined') =>
  (await listAllPayments(database.db, { filter, limit: 9 })).rows.map(({ amountMinor }) => amountMinor)

test("shows everyone's payments newest first, or only those that are open or in quarantine", async () => {
  expect(await amounts('all')).toEqual([3n, 2n, 1n])
  expect(await amounts('pending')).toEqual([3n, 2n])
  expect(await amounts('quarantined')).toEqual([3n])
})

test('goes on where the page before ended, within the same choice', async () => {
  const first = await listAllPayments(database.db, { filter: 'pending', limit: 1 })
  const second = await listAllPayments(database.db, {
    filter: 'pending',
    limit: 1,
    cursor: first.nextCursor!,
  })
  expect([...first.rows, ...second.rows].map(({ amountMinor }) => amountMinor)).toEqual([3n, 2n])
  expect(second.nextCursor).toBeNull()
  expect(first.rows[0]).toMatchObject({ quarantineReason: 'Stripe took 9 rub, asked were 3 RUB' })
  expect(first.rows[0]?.userEmail).toMatch(/@example\.test$/)
})

test('a foreign cursor is refused', async () => {
  const list = listAllPayments(database.db, { filter: 'all', limit: 1, cursor: "'; drop table users" })
  await expect(list).rejects.toMatchObject({ code: 'invalid_request' })
})

test('counts what is open and what waits for a person', async () => {
  expect(await countOpenPayments(database.db)).toEqual({ pending: 2, quarantined: 1 })
})
