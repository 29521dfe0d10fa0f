import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rateChanges } from '@/db/schema'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import { after, plantTariff, plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { changeSubscription } from './change-subscription'
import { resumeSubscription } from './resume-subscription'
import { startSubscription } from './start-subscription'
import { stopSubscription } from './stop-subscription'
import { readSubscription } from './subscription'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  expect(await verifyLedger(database.db)).toEqual([])
  await database.close()
})

const hour = (count: number) => after(count * HOUR_MS)

/** A wallet that held 10.00 and ran dry at hour 5: both cost 1.00 an hour, and only the second wakes by itself. */
async function plantDryPair() {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor: 1000n })
  const { userId } = wallet
  const tariffId = await plantTariff(db, { hourlyRateMicros: 100_000_000n })
  const start = async (resumesOnTopUp: boolean) => {
    const wish = { userId, tariffId, quantity: 1, name: '', resumesOnTopUp, asOf: hour(0) }
    const result = await db.transaction((tx) => startSubscription(tx, wish))
    return result.ok ? result.subscription.id : ''
  }
  return { ...wallet, tariffId, byHand: await start(false), byItself: await start(true) }
}

const run = <T>(work: Parameters<typeof database.db.transaction<T>>[0]) => database.db.transaction(work)
const resume = (userId: string, subscriptionId: string, asOf: Date) =>
  run((tx) => resumeSubscription(tx, { userId, subscriptionId, asOf }))
const state = (userId: string, subscriptionId: string, asOf: Date) =>
  readSubscription(database.db, { userId, subscriptionId, asOf })

describe('what its user resumes by hand', () => {
  test('stands still beside money until it is asked for, and is charged from then on', async () => {
    const { userId, walletId, byHand, byItself } = await plantDryPair()
    await topUp(database.db, walletId, 10_000n, hour(8))
    expect(await state(userId, byItself, hour(8))).toMatchObject({ status: 'active', entitled: true })
    expect(await state(userId, byHand, hour(8))).toMatchObject({
      status: 'suspended',
      entitled: false,
      suspendedAt: hour(5),
      chargedRateMicros: 0n,
    })
    const resumed = await resume(userId, byHand, hour(10))
    expect(resumed).toMatchObject({ ok: true, subscription: { status: 'active', suspendedAt: null } })
    // 2 h at 1.00, then 2 h at 2.00.
    const [balance] = await readBalances(database.db, { userId, asOf: hour(12) })
    expect(balance?.availableMinor).toBe(10_000n - 200n - 400n)
  })

  test('switched to resuming by itself after the money came, it stands beside it rightly', async () => {
    const { db } = database
    const { userId, walletId } = await plantWallet(db, { balanceMinor: 100n })
    const tariffId = await plantTariff(db, { hourlyRateMicros: 100_000_000n })
    const wish = { userId, tariffId, quantity: 1, name: '', resumesOnTopUp: false, asOf: hour(0) }
    const started = await run((tx) => startSubscription(tx, wish))
    const subscriptionId = started.ok ? started.subscription.id : ''
    await topUp(db, walletId, 1000n, hour(3))
    await run((tx) => changeSubscription(tx, { userId, subscriptionId, resumesOnTopUp: true, asOf: hour(4) }))
    expect(await state(userId, subscriptionId, hour(5))).toMatchObject({ status: 'suspended' })
    expect(await verifyLedger(db)).toEqual([])
  })

  test('joins another that runs when it is switched to resuming by itself and money comes in', async () => {
    const { userId, walletId, byHand } = await plantDryPair()
    await topUp(database.db, walletId, 10_000n, hour(8))
    const wish = { userId, subscriptionId: byHand, resumesOnTopUp: true, asOf: hour(9) }
    const switched = await run((tx) => changeSubscription(tx, wish))
    expect(switched).toMatchObject({ status: 'suspended', resumesOnTopUp: true })
    await topUp(database.db, walletId, 1000n, hour(10))
    expect(await state(userId, byHand, hour(10))).toMatchObject({ status: 'active', entitled: true })
    // What ran meanwhile was charged up to the top-up, at its own rate.
    const [balance] = await readBalances(database.db, { userId, asOf: hour(11) })
    expect(balance?.availableMinor).toBe(11_000n - 200n - 200n)
  })

  test('is refused without money, and what is available is said', async () => {
    const { userId, byHand } = await plantDryPair()
    expect(await resume(userId, byHand, hour(6))).toEqual({ ok: false, availableMinor: 0n, currency: 'RUB' })
    expect(await state(userId, byHand, hour(6))).toMatchObject({ status: 'suspended', suspendedAt: hour(5) })
  })

  test('resumes once, however often it is asked for', async () => {
    const { userId, walletId, byHand } = await plantDryPair()
    await topUp(database.db, walletId, 10_000n, hour(8))
    const results = await Promise.all(Array.from({ length: 10 }, () => resume(userId, byHand, hour(9))))
    expect(results.every((result) => result?.ok)).toBe(true)
    const changes = await database.db.select().from(rateChanges).where(eq(rateChanges.walletId, walletId))
    expect(changes.filter(({ cause }) => cause === 'resumed')).toHaveLength(2)
  })

  test('by an instant before the last settlement counts from that settlement', async () => {
    const { userId, walletId, byHand } = await plantDryPair()
    await topUp(database.db, walletId, 10_000n, hour(8))
    await run((tx) =>
      changeSubscription(tx, { userId, subscriptionId: byHand, name: 'later', asOf: hour(12) }),
    )
    await resume(userId, byHand, hour(9))
    const resumed = await state(userId, byHand, hour(13))
    expect(resumed.monthMs).toBe(6 * HOUR_MS)
  })
})

test('one that runs goes on running, with or without money to spare; one that was stopped is gone', async () => {
  const { userId, walletId, byItself } = await plantDryPair()
  expect(await resume(userId, byItself, hour(1))).toMatchObject({
    ok: true,
    subscription: { status: 'active' },
  })
  await run((tx) =>
    chargeWallet(tx, {
      userId,
      currency: 'RUB',
      amountMinor: 800n,
      reason: '',
      asOf: hour(1),
      actor: 'test',
    }),
  )
  expect(await resume(userId, byItself, hour(1))).toMatchObject({ ok: true })
  await run((tx) => stopSubscription(tx, { userId, subscriptionId: byItself, asOf: hour(1) }))
  expect(await resume(userId, byItself, hour(1))).toBeNull()
  await topUp(database.db, walletId, 100n, hour(2))
  expect(await state(userId, byItself, hour(3))).toMatchObject({ status: 'canceled', endedAt: hour(1) })
})

test("someone else's does not exist", async () => {
  const [mine, theirs] = [await plantDryPair(), await plantDryPair()]
  await expect(resume(mine.userId, theirs.byHand, hour(1))).rejects.toMatchObject({ code: 'not_found' })
  await expect(resume(mine.userId, crypto.randomUUID(), hour(1))).rejects.toMatchObject({ code: 'not_found' })
})
