import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { subscriptions, transactions } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { after, plantTariff, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { settleWallets } from '../settlement/settle-wallets'
import { verifyLedger } from '../verify-ledger'
import { type Posting, postTransactions } from './post-transactions'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const charge = (wallet: Posting['wallet'], amountMinor: bigint, more: Partial<Posting> = {}): Posting => ({
  wallet,
  type: 'charge',
  amountMinor: -amountMinor,
  reason: 'test',
  asOf: START,
  actor: 'test',
  ...more,
})

/** A wallet on which 150.00 an hour has run since `START`. */
async function plantRunning(balanceMinor: bigint) {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  const wish = { userId: wallet.userId, tariffId, quantity: 1, name: '', asOf: START }
  await db.transaction((tx) => startSubscription(tx, wish))
  return wallet
}

const rowsOf = (walletId: bigint) =>
  database.db
    .select()
    .from(transactions)
    .where(eq(transactions.walletId, walletId))
    .orderBy(asc(transactions.seq))

test('movements of many wallets get a verdict each, and those of one wallet follow one another', async () => {
  const { db } = database
  const [a, b] = await Promise.all([
    plantWallet(db, { balanceMinor: 100n }),
    plantWallet(db, { balanceMinor: 30n }),
  ])
  const verdicts = await postTransactions(db, [
    charge(a, 60n),
    charge(b.walletId, 20n),
    charge(a.walletId, 41n),
    charge(a, 40n, { type: 'adjustment' }),
    charge({ userId: a.userId, currency: 'GBP' }, 1n),
  ])
  expect(verdicts).toMatchObject([
    { kind: 'posted', row: { walletId: a.walletId, seq: 2n, balanceMinor: 40n, currency: 'RUB' } },
    { kind: 'posted', row: { walletId: b.walletId, seq: 2n, balanceMinor: 10n, userId: b.userId } },
    { kind: 'refused', availableMinor: 40n, replayed: false },
    { kind: 'posted', row: { walletId: a.walletId, seq: 3n, balanceMinor: 0n } },
    { kind: 'absent' },
  ])
  expect((await rowsOf(a.walletId)).map(({ type, amount }) => [type, amount])).toEqual([
    ['bonus', 100n],
    ['charge', -60n],
    ['adjustment', -40n],
  ])
})

test('each row names the instants of the row and of the usage before it', async () => {
  const { db } = database
  const { walletId } = await plantRunning(100_000n)
  const settleAt = (ms: number) =>
    db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: after(ms) }))
  await settleAt(HOUR_MS)
  await postTransactions(
    db,
    [1, 2].map(() => charge(walletId, 5n, { asOf: after(HOUR_MS + 7) })),
  )
  await settleAt(2 * HOUR_MS)
  const at = (ms: number) => after(ms)
  expect(
    (await rowsOf(walletId)).map((row) => [row.type, row.datetime, row.previousAt, row.previousUsageAt]),
  ).toEqual([
    ['bonus', START, null, null],
    ['usage', at(HOUR_MS), START, null],
    ['charge', at(HOUR_MS + 7), at(HOUR_MS), at(HOUR_MS)],
    ['charge', at(HOUR_MS + 7), at(HOUR_MS + 7), at(HOUR_MS)],
    ['usage', at(2 * HOUR_MS), at(HOUR_MS + 7), at(HOUR_MS)],
  ])
})

test('a key posts once for ever, and stands for one movement', async () => {
  const { db } = database
  const { walletId } = await plantWallet(db, { balanceMinor: 100n })
  const key = { idempotencyKey: crypto.randomUUID() }
  const [first] = await postTransactions(db, [charge(walletId, 10n, key)])
  const [again] = await postTransactions(db, [charge(walletId, 10n, key)])
  expect(again).toEqual({ ...first, kind: 'replayed' })
  const others = [
    charge(walletId, 11n, key),
    charge(walletId, 10n, { ...key, reason: 'other' }),
    charge(walletId, 10n, { ...key, type: 'refund' }),
    charge(walletId, -10n, { ...key, type: 'bonus' }),
  ]
  for (const other of others) expect(await postTransactions(db, [other])).toEqual([{ kind: 'mismatch' }])
  expect(await rowsOf(walletId)).toHaveLength(2)
})

test('a refusal stands for ever too, whatever comes in afterwards', async () => {
  const { db } = database
  const { walletId } = await plantWallet(db, { balanceMinor: 10n })
  const key = { idempotencyKey: crypto.randomUUID(), requestId: 'first' }
  expect(await postTransactions(db, [charge(walletId, 11n, key)])).toMatchObject([
    { kind: 'refused', availableMinor: 10n, replayed: false },
  ])
  await topUp(db, walletId, 100n, START)
  expect(await postTransactions(db, [charge(walletId, 11n, { ...key, requestId: 'second' })])).toEqual([
    { kind: 'refused', availableMinor: 10n, replayed: true, requestId: 'first' },
  ])
  expect(await postTransactions(db, [charge(walletId, 12n, key)])).toEqual([{ kind: 'mismatch' }])
  await expect(database.owner`delete from refused_charges`).rejects.toThrow(/append-only/)
  await expect(database.owner`update refused_charges set available = 0`).rejects.toThrow(/append-only/)
})

test('usage that is owed and not yet charged cannot be spent', async () => {
  const { walletId } = await plantRunning(100_000n)
  // After one hour and a millisecond, 150.00 and a little are owed.
  const asOf = after(HOUR_MS + 1)
  const verdicts = await postTransactions(database.db, [
    charge(walletId, 85_000n, { asOf }),
    charge(walletId, 84_999n, { asOf }),
    charge(walletId, 1n, { asOf }),
  ])
  expect(verdicts).toMatchObject([
    { kind: 'refused', availableMinor: 84_999n },
    { kind: 'posted', row: { balanceMinor: 15_001n } },
    { kind: 'refused', availableMinor: 0n },
  ])
})

test('a wallet that ran dry, or wakes what stands still, is left to be settled', async () => {
  const { db } = database
  const { walletId, userId } = await plantRunning(15_000n)
  const dry = after(HOUR_MS)
  const unsettled = [{ kind: 'unsettled', walletId }]
  expect(await postTransactions(db, [charge(walletId, 1n, { asOf: dry })])).toEqual(unsettled)
  await db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: dry }))
  const credit = charge(walletId, -500n, { type: 'bonus', asOf: dry })
  expect(await postTransactions(db, [credit])).toEqual(unsettled)
  await database.owner`update subscriptions set resumes_on_top_up = false where user_id = ${userId}`
  expect(await postTransactions(db, [credit])).toMatchObject([{ kind: 'posted' }])
  const [{ status } = {}] = await db.select().from(subscriptions).where(eq(subscriptions.userId, userId))
  expect(status).toBe('suspended')
})

test('who does not wait gets no verdict on what somebody else has locked', async () => {
  const { db } = database
  const [locked, free] = await Promise.all([
    plantWallet(db, { balanceMinor: 10n }),
    plantWallet(db, { balanceMinor: 10n }),
  ])
  await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = ${locked.walletId.toString()} for no key update`
    const batch = [charge(locked, 1n), charge(free, 1n)]
    expect(await postTransactions(db, batch, { wait: false })).toMatchObject([
      { kind: 'absent' },
      { kind: 'posted' },
    ])
  })
})

test('texts of any kind arrive as they are', async () => {
  const { walletId } = await plantWallet(database.db, { balanceMinor: 10n })
  const reason = '{"a\\b", NULL} \'; drop table wallets; -- ё 👍\n\t'
  await postTransactions(database.db, [
    charge(walletId, 1n, { reason }),
    charge(walletId, 1n, { reason: 'NULL' }),
  ])
  expect((await rowsOf(walletId)).map((row) => row.reason)).toEqual(['test', reason, 'NULL'])
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})
