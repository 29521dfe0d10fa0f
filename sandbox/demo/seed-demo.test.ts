import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { users } from '@/db/schema'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { seedDemo } from './seed-demo'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('plants a ledger without a violation, and nothing more the second time', async () => {
  const first = await seedDemo(database.url)
  expect(first.users.map(({ role }) => role)).toEqual(['admin', 'user', 'user'])
  const [{ count: rows } = { count: 0 }] = await database.owner`select count(*)::int from transactions`
  expect(await seedDemo(database.url)).toEqual(first)
  const [{ count: again } = { count: 0 }] = await database.owner`select count(*)::int from transactions`
  expect(again).toBe(rows)
  expect(await verifyLedger(database.db)).toEqual([])
})

test('leaves each of its people something to look at', async () => {
  const asOf = await appNow(database.db)
  const people = await database.db.select().from(users)
  for (const { id: userId } of people.filter(({ role }) => role === 'user')) {
    const [wallet] = await readBalances(database.db, { userId, asOf })
    expect(wallet?.availableMinor).toBeGreaterThan(0n)
    expect(wallet?.hourlyRateMicros).toBeGreaterThan(0n)
    const { rows, nextCursor } = await listTransactions(database.db, { userId, limit: 20 })
    expect(rows).toHaveLength(20)
    expect(nextCursor).not.toBeNull()
  }
})
