import { afterAll, beforeAll, expect, test } from 'vitest'
import { plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { sumWallets } from './sum-wallets'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

test('adds up wallets currency by currency, and counts those on which something runs', async () => {
  const { db } = database
  expect(await sumWallets(db)).toEqual([])
  const { walletId } = await plantWallet(db, { balanceMinor: 10_000n })
  await plantWallet(db, { balanceMinor: 5n })
  await plantWallet(db, { balanceMinor: 7n, currency: 'JPY' })
  await database.owner`update wallets set hourly_rate_micros = 6000000 where id = ${walletId.toString()}`
  expect(await sumWallets(db)).toEqual([
    { currency: 'JPY', wallets: 1, running: 0, balanceMinor: 7n, hourlyRateMicros: 0n },
    { currency: 'RUB', wallets: 2, running: 1, balanceMinor: 10_005n, hourlyRateMicros: 6_000_000n },
  ])
})

test('a sum beyond 64 bits keeps every digit', async () => {
  const huge = 2n ** 62n
  for (let i = 0; i < 3; i += 1) await plantWallet(database.db, { balanceMinor: huge, currency: 'USD' })
  const dollars = (await sumWallets(database.db)).find(({ currency }) => currency === 'USD')
  expect(dollars?.balanceMinor).toBe(3n * huge)
})
