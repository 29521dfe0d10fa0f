import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { auditLog } from '@/db/schema'
import { listSubscriptions } from '@/lib/billing/subscriptions/list-subscriptions'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { after, plantUser, plantWallet, START } from '@/lib/testing/fixtures'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { type Adjustment, adjustBalance } from './adjust-balance'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 16 })
})
afterAll(async () => {
  expect(await verifyLedger(database.db)).toEqual([])
  await pool.close()
  await database.close()
})

const ADMIN = '019ab000-0000-7000-8000-0000000000ad'

function adjust(wish: Pick<Adjustment, 'userId' | 'amountMinor'> & Partial<Adjustment>) {
  const adjustment = {
    adminId: ADMIN,
    currency: 'RUB',
    reason: 'Counted twice',
    asOf: START,
    idempotencyKey: crypto.randomUUID(),
    ...wish,
  }
  return pool.db.transaction((tx) => adjustBalance(tx, adjustment))
}

const auditOf = async (userId: string) =>
  (await database.db.select().from(auditLog)).filter(({ subject }) => subject === `user:${userId}`)

test('raises and lowers a balance, once for its key, and is audited once each', async () => {
  const { userId } = await plantWallet(pool.db, { balanceMinor: 500n })
  const up = { userId, amountMinor: 250n, idempotencyKey: 'up', actor: 'key:1' }
  const first = await adjust(up)
  expect(first).toMatchObject({
    ok: true,
    transaction: { type: 'adjustment', amountMinor: 250n, balanceMinor: 750n, reason: 'Counted twice' },
  })
  expect(await adjust(up)).toEqual(first)
  expect(await adjust({ userId, amountMinor: -750n })).toMatchObject({
    ok: true,
    transaction: { balanceMinor: 0n },
  })
  expect(await auditOf(userId)).toMatchObject([
    { action: 'wallet.adjusted', actor: 'key:1', details: { amountMinor: '250', currency: 'RUB' } },
    { action: 'wallet.adjusted', actor: `admin:${ADMIN}`, details: { amountMinor: '-750' } },
  ])
})

test('a key stands for one correction', async () => {
  const { userId } = await plantWallet(pool.db)
  await adjust({ userId, amountMinor: 5n, idempotencyKey: 'one' })
  const other = adjust({ userId, amountMinor: 6n, idempotencyKey: 'one' })
  await expect(other).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test('more than is available is refused: usage that has accrued is not there to take', async () => {
  const { userId } = await plantRunning(pool.db, { balanceMinor: 500n })
  const asOf = after(2 * HOUR_MS)
  expect(await adjust({ userId, amountMinor: -301n, asOf })).toEqual({ ok: false, availableMinor: 300n })
  expect(await auditOf(userId)).toEqual([])
  expect((await adjust({ userId, amountMinor: -300n, asOf })).ok).toBe(true)
})

test('a wallet that has run dry is settled first; a correction wakes nothing', async () => {
  const { userId, subscriptionId } = await plantRunning(pool.db, { balanceMinor: 500n })
  const asOf = after(9 * HOUR_MS)
  expect(await adjust({ userId, amountMinor: -1n, asOf })).toEqual({ ok: false, availableMinor: 0n })
  expect(await adjust({ userId, amountMinor: 700n, asOf })).toMatchObject({
    ok: true,
    transaction: { balanceMinor: 700n, amountMinor: 700n },
  })
  const { rows } = await listSubscriptions(pool.db, { userId, asOf, limit: 5 })
  expect(rows).toMatchObject([{ id: subscriptionId, status: 'suspended' }])
})

test('raising opens a wallet, lowering does not', async () => {
  const userId = await plantUser(pool.db)
  expect(await adjust({ userId, amountMinor: -1n })).toEqual({ ok: false, availableMinor: 0n })
  expect(await findWallet(pool.db, { userId, currency: 'RUB' })).toBeUndefined()
  expect((await adjust({ userId, amountMinor: 1n })).ok).toBe(true)
  expect(await findWallet(pool.db, { userId, currency: 'RUB' })).toMatchObject({ balanceMinor: 1n })
})

test('fifty corrections at once take no more than there is', async () => {
  const { userId } = await plantWallet(pool.db, { balanceMinor: 1000n })
  const results = await Promise.all(Array.from({ length: 50 }, () => adjust({ userId, amountMinor: -100n })))
  expect(results.filter(({ ok }) => ok)).toHaveLength(10)
  expect(await findWallet(pool.db, { userId, currency: 'RUB' })).toMatchObject({ balanceMinor: 0n })
})

test.each([0n, 100_000_000_001n, -100_000_000_001n])('%s minor units are refused', async (amountMinor) => {
  const { userId } = await plantWallet(pool.db)
  await expect(adjust({ userId, amountMinor })).rejects.toMatchObject({
    code: 'invalid_amount',
    field: 'value',
  })
})

test('nobody is corrected who does not exist', async () => {
  const nobody = adjust({ userId: '019ab000-0000-7000-8000-000000000000', amountMinor: 1n })
  await expect(nobody).rejects.toMatchObject({ code: 'not_found' })
})
