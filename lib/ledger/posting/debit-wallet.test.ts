import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { after } from '@/lib/testing/fixtures'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { listTransactions } from '../log/list-transactions'
import { findWallet } from '../wallets/wallet'
import { type Debit, debitWallet, debitWhatIsThere } from './debit-wallet'
import { restoreMoney } from './restore-money'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** A wallet of 1000 on which a subscription of 100 an hour runs. */
const plant = () => plantRunning(database.db, { balanceMinor: 1000n })

const debitOf = (walletId: bigint, amountMinor: bigint, hours: number): Debit => ({
  walletId,
  type: 'refund',
  amountMinor,
  reason: 'x',
  asOf: after(hours * HOUR_MS),
  actor: 'test',
  paymentId: crypto.randomUUID(),
  idempotencyKey: crypto.randomUUID(),
})
const log = async (userId: string) =>
  (await listTransactions(database.db, { userId, limit: 20 })).rows
    .map(({ type, amountMinor }) => [type, amountMinor])
    .reverse()
const inTransaction = <T>(run: (tx: typeof database.db) => Promise<T>) => database.db.transaction(run)

describe('a debit', () => {
  test('settles first, then takes all of it or nothing', async () => {
    const { walletId, userId } = await plant()
    const tooMuch = debitOf(walletId, 701n, 3)
    expect(await inTransaction((tx) => debitWallet(tx, tooMuch))).toEqual({ ok: false, availableMinor: 700n })
    const all = debitOf(walletId, 700n, 3)
    expect(await inTransaction((tx) => debitWallet(tx, all))).toMatchObject({
      ok: true,
      transaction: { amountMinor: -700n, balanceMinor: 0n },
    })
    expect(await log(userId)).toEqual([
      ['bonus', 1000n],
      ['usage', -300n],
      ['refund', -700n],
    ])
  })

  test('once for its key', async () => {
    const { walletId } = await plant()
    const debit = debitOf(walletId, 100n, 1)
    await Promise.all(Array.from({ length: 10 }, () => inTransaction((tx) => debitWallet(tx, debit))))
    expect((await findWallet(database.db, await ownerOf(walletId)))?.balanceMinor).toBe(800n)
    await expect(
      inTransaction((tx) => debitWallet(tx, { ...debit, amountMinor: 99n })),
    ).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('of what is gone anyway takes what is there', async () => {
    const { walletId, userId } = await plant()
    expect(await inTransaction((tx) => debitWhatIsThere(tx, debitOf(walletId, 5000n, 2)))).toBe(800n)
    expect(await inTransaction((tx) => debitWhatIsThere(tx, debitOf(walletId, 5000n, 2)))).toBe(0n)
    expect(await log(userId)).toHaveLength(3)
  })

  test('of a wallet that ran dry on the way finds nothing, and suspends', async () => {
    const { walletId } = await plant()
    expect(await inTransaction((tx) => debitWhatIsThere(tx, debitOf(walletId, 5n, 11)))).toBe(0n)
    const [row] =
      await database.owner`select status from subscriptions where wallet_id = ${walletId.toString()}`
    expect(row?.status).toBe('suspended')
  })
})

test('money that comes back wakes nothing that stands still, and settles what runs', async () => {
  const { walletId, userId } = await plant()
  const debit = debitOf(walletId, 1000n, 0)
  await inTransaction((tx) => debitWallet(tx, debit))
  const back = { ...debitOf(walletId, 1000n, 5), type: 'reversal' as const }
  await Promise.all(Array.from({ length: 5 }, () => inTransaction((tx) => restoreMoney(tx, back))))
  expect(await log(userId)).toEqual([
    ['bonus', 1000n],
    ['refund', -1000n],
    ['reversal', 1000n],
  ])
  const [row] =
    await database.owner`select status from subscriptions where wallet_id = ${walletId.toString()}`
  expect(row?.status).toBe('suspended')
})

async function ownerOf(walletId: bigint) {
  const [row] = await database.owner`select user_id, currency from wallets where id = ${walletId.toString()}`
  return { userId: String(row?.user_id), currency: String(row?.currency) }
}
