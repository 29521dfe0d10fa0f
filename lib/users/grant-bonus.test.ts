import { afterAll, beforeAll, expect, test } from 'vitest'
import { auditLog } from '@/db/schema'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { plantUser, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type Bonus, grantBonus } from './grant-bonus'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function bonusFor(over: Partial<Bonus> = {}): Promise<Bonus> {
  return {
    adminId: await plantUser(database.db),
    userId: await plantUser(database.db),
    currency: 'RUB',
    amountMinor: 50_000n,
    reason: 'Sorry for the outage',
    asOf: START,
    idempotencyKey: crypto.randomUUID(),
    ...over,
  }
}
const grant = (bonus: Bonus) => database.db.transaction((tx) => grantBonus(tx, bonus))

test('a form sent twice gives once, on a wallet that is opened for it, and is audited once', async () => {
  const bonus = await bonusFor()
  const first = await grant(bonus)
  expect(await grant(bonus)).toEqual(first)
  expect(first).toMatchObject({ type: 'bonus', amountMinor: 50_000n, reason: 'Sorry for the outage' })
  expect(await readBalances(database.db, { userId: bonus.userId, asOf: START })).toMatchObject([
    { currency: 'RUB', balanceMinor: 50_000n },
  ])
  const audited = (await database.db.select().from(auditLog)).filter(
    ({ subject }) => subject === `user:${bonus.userId}`,
  )
  expect(audited).toMatchObject([{ action: 'wallet.bonus_granted', actor: `admin:${bonus.adminId}` }])
  expect(await verifyLedger(database.db)).toEqual([])
})

test('a key stands for one bonus: another amount under it is refused', async () => {
  const bonus = await bonusFor()
  await grant(bonus)
  await expect(grant({ ...bonus, amountMinor: 1n })).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test.each([0n, -5n, 100_000_000_001n])('a bonus of %s minor units is refused', async (amountMinor) => {
  await expect(grant(await bonusFor({ amountMinor }))).rejects.toMatchObject({
    code: 'invalid_amount',
    field: 'value',
  })
})

test('nobody is given a bonus who does not exist', async () => {
  const userId = '019ab000-0000-7000-8000-000000000000'
  await expect(grant(await bonusFor({ userId }))).rejects.toMatchObject({ code: 'not_found' })
})
