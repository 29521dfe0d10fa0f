import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { transactions } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { after, plantTariff, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { verifyLedger } from '../verify-ledger'
import type { Charge, ChargeResult } from './charge-wallet'
import { ChargeCoalescer } from './coalesce-charges'

let database: TestDatabase
let coalescer: ChargeCoalescer

beforeAll(async () => {
  database = await createTestDatabase()
  coalescer = new ChargeCoalescer(database.db)
})
afterAll(() => database.close())

type Whose = { userId: string; currency: string }

const chargeOf = ({ userId, currency }: Whose, amountMinor: bigint, more: Partial<Charge> = {}): Charge => ({
  userId,
  currency,
  amountMinor,
  reason: '',
  asOf: START,
  actor: 'test',
  ...more,
})

const reasonsOf = async (walletId: bigint) =>
  (
    await database.db
      .select()
      .from(transactions)
      .where(eq(transactions.walletId, walletId))
      .orderBy(asc(transactions.seq))
  )
    .slice(1)
    .map(({ reason }) => reason)

test('a thousand calls at once on two wallets: as many as there is money for, in the order they came', async () => {
  const [a, b] = await Promise.all([
    plantWallet(database.db, { balanceMinor: 700n }),
    plantWallet(database.db, { balanceMinor: 200n }),
  ])
  const calls = Array.from({ length: 1000 }, (_, i) => ({ wallet: i % 2 ? a : b, reason: String(i) }))
  const results = await Promise.all(
    calls.map(({ wallet, reason }) => coalescer.charge(chargeOf(wallet, 1n, { reason }))),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(700)
  const numbers = (await reasonsOf(a.walletId)).map(Number)
  expect(numbers).toEqual(Array.from({ length: 500 }, (_, i) => 2 * i + 1))
  expect((await reasonsOf(b.walletId)).map(Number)).toEqual(Array.from({ length: 200 }, (_, i) => 2 * i))
})

test('a key that comes many times at once is charged once, and another charge under it is refused', async () => {
  const wallet = await plantWallet(database.db, { balanceMinor: 100n })
  const idempotencyKey = crypto.randomUUID()
  const once = () => coalescer.charge(chargeOf(wallet, 7n, { idempotencyKey }))
  const other = coalescer
    .charge(chargeOf(wallet, 7n))
    .then(() => coalescer.charge(chargeOf(wallet, 8n, { idempotencyKey })).catch((error: unknown) => error))
  const results = await Promise.all(Array.from({ length: 30 }, once))
  expect(results.filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(new Set(results.map((result) => result.ok && result.transaction.seq)).size).toBe(1)
  expect(await other).toMatchObject({ code: 'idempotency_mismatch' })
})

test('a wallet that is locked holds up its own charges, in their order, and nobody else', async () => {
  const [locked, free] = await Promise.all([
    plantWallet(database.db, { balanceMinor: 100n }),
    plantWallet(database.db, { balanceMinor: 100n }),
  ])
  let held: Promise<unknown>[] = []
  let isDone = false
  await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = ${locked.walletId.toString()} for no key update`
    held = Array.from({ length: 5 }, (_, i) => coalescer.charge(chargeOf(locked, 1n, { reason: `${i}` })))
    void Promise.all(held).then(() => {
      isDone = true
    })
    // Of either lane: several users, so that both have been used while one wallet is locked.
    const others = await Promise.all(
      Array.from({ length: 6 }, () => plantWallet(database.db, { balanceMinor: 9n })),
    )
    await Promise.all([free, ...others].map((wallet) => coalescer.charge(chargeOf(wallet, 1n))))
    held.push(coalescer.charge(chargeOf(locked, 1n, { reason: '5' })))
    expect(isDone).toBe(false)
  })
  await Promise.all(held)
  expect(await reasonsOf(locked.walletId)).toEqual(['0', '1', '2', '3', '4', '5'])
})

test('a charge that came alone and waits for its wallet holds up its own wallet, in order, and nobody else', async () => {
  const locked = await plantWallet(database.db, { balanceMinor: 100n })
  const keyed = (wallet: Whose, reason: string) =>
    coalescer.charge(chargeOf(wallet, 1n, { reason, idempotencyKey: crypto.randomUUID() }))
  const done: string[] = []
  const own: Promise<unknown>[] = []
  await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = ${locked.walletId.toString()} for no key update`
    for (const reason of ['0', '1', '2']) {
      own.push(keyed(locked, reason).then(() => done.push(reason)))
      const others = await Promise.all(
        Array.from({ length: 4 }, () => plantWallet(database.db, { balanceMinor: 9n })),
      )
      for (const other of others) expect(await keyed(other, '')).toMatchObject({ ok: true })
    }
    expect(done).toEqual([])
  })
  await Promise.all(own)
  expect(done).toEqual(['0', '1', '2'])
  expect(await reasonsOf(locked.walletId)).toEqual(['0', '1', '2'])
})

test('a fault is its own caller’s alone', async () => {
  const wallets = await Promise.all(
    Array.from({ length: 8 }, () => plantWallet(database.db, { balanceMinor: 10n })),
  )
  const results = await Promise.allSettled(
    wallets.map((wallet, i) =>
      coalescer.charge(chargeOf(wallet, 1n, { reason: i === 3 ? 'a\u0000b' : 'fine' })),
    ),
  )
  expect(results.map(({ status }) => status === 'fulfilled')).toEqual(wallets.map((_, i) => i !== 3))
})

test('who has run dry is suspended by asking, who has no wallet is refused under the key', async () => {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor: 15_000n })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  await db.transaction((tx) =>
    startSubscription(tx, { userId: wallet.userId, tariffId, quantity: 1, name: '', asOf: START }),
  )
  const late = { asOf: after(HOUR_MS) }
  const results = await Promise.all(
    [chargeOf(wallet, 1n, late), chargeOf(wallet, 2n, late)].map((charge) => coalescer.charge(charge)),
  )
  expect(results).toMatchObject([
    { ok: false, availableMinor: 0n },
    { ok: false, availableMinor: 0n },
  ])
  const none = chargeOf({ ...wallet, currency: 'GBP' }, 5n, { idempotencyKey: crypto.randomUUID() })
  expect(await coalescer.charge(none)).toEqual({ ok: false, availableMinor: 0n, replayed: false })
  expect(await coalescer.charge(none)).toMatchObject({ ok: false, replayed: true })
  await expect(coalescer.charge({ ...none, amountMinor: 6n })).rejects.toMatchObject({
    code: 'idempotency_mismatch',
  })
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})

test('what came for a wallet while somebody else had it is posted together after that', async () => {
  const [hot, other] = [
    await plantWallet(database.db, { balanceMinor: 1_000n }),
    await plantWallet(database.db, { balanceMinor: 1_000n }),
  ]
  const charges: Promise<ChargeResult>[] = []
  await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = ${hot.walletId.toString()} for no key update`
    // Two of other wallets with it: so they are posted together, and it is found locked.
    for (const wallet of [hot, other, hot]) charges.push(coalescer.charge(chargeOf(wallet, 1n)))
    await charges[1]
    for (let count = 0; count < 200; count += 1) charges.push(coalescer.charge(chargeOf(hot, 1n)))
  })
  expect((await Promise.all(charges)).every(({ ok }) => ok)).toBe(true)
  const [row] = await database.owner`
    select count(*)::int as rows, count(distinct xmin::text)::int as commits
      from transactions_charges where wallet_id = ${hot.walletId.toString()}`
  expect(row?.rows).toBe(202)
  expect(row?.commits).toBeLessThan(10)
})
