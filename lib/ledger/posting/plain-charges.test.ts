import { asc, eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusedCharges, transactions } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { after, plantTariff, plantWallet, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { availableAt } from '../settlement/settlement'
import { verifyLedger } from '../verify-ledger'
import type { Charge } from './charge-wallet'
import { postChargesTogether } from './post-charges-together'
import { isPlainlyCovered, postPlainCharge } from './post-plain-charge'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

type Whose = { userId: string; currency: string }

const chargeOf = ({ userId, currency }: Whose, amountMinor: bigint, more: Partial<Charge> = {}): Charge => ({
  userId,
  currency,
  amountMinor,
  reason: 'test',
  asOf: START,
  actor: 'test',
  idempotencyKey: crypto.randomUUID(),
  ...more,
})

const wallet = (balanceMinor: bigint) => plantWallet(database.db, { balanceMinor })

const logOf = async (walletId: bigint) =>
  (
    await database.db
      .select()
      .from(transactions)
      .where(eq(transactions.walletId, walletId))
      .orderBy(asc(transactions.seq))
  ).slice(1)

test('a plain charge stands in the log with all that it says, and says where', async () => {
  const a = await wallet(100n)
  const charge = chargeOf(a, 30n, { reason: 'a "b" \\ c', actor: 'key:1' })
  const place = await postPlainCharge(database.db, charge)
  expect(place).toEqual({ ...a, seq: 2n, balanceMinor: 70n, datetime: START })
  const [row] = await logOf(a.walletId)
  const { userId, reason, actor, idempotencyKey } = charge
  expect(row).toMatchObject({
    seq: 2n,
    amount: -30n,
    balance: 70n,
    userId,
    reason,
    actor,
    idempotencyKey,
    previousAt: START,
  })
})

test('charges together stand in the order given, each with its key, linked to the one before', async () => {
  const [a, b] = await Promise.all([wallet(100n), wallet(50n)])
  const groups = [
    [
      chargeOf(a, 10n, { reason: 'one, {x}' }),
      chargeOf(a, 20n),
      chargeOf(a, 5n, { idempotencyKey: undefined }),
    ],
    [chargeOf(b, 1n, { asOf: after(1000) }), chargeOf(b, 2n, { asOf: after(1000) })],
  ]
  const places = await postChargesTogether(database.db, groups)
  expect(places.map((rows) => rows?.map(({ seq, balanceMinor }) => [seq, balanceMinor]))).toEqual([
    [
      [2n, 90n],
      [3n, 70n],
      [4n, 65n],
    ],
    [
      [2n, 49n],
      [3n, 47n],
    ],
  ])
  for (const [n, whose] of [a, b].entries()) {
    const rows = await logOf(whose.walletId)
    expect(
      rows.map((row) => [row.reason, row.idempotencyKey, row.actor, row.seq, row.balance, row.datetime]),
    ).toEqual(
      groups[n]?.map(({ reason, idempotencyKey, actor }, i) => {
        const place = places[n]?.[i]
        return [reason, idempotencyKey ?? null, actor, place?.seq, place?.balanceMinor, place?.datetime]
      }),
    )
  }
})

test('a wallet that is not covered for all of its charges gets none, and the others get theirs', async () => {
  const [poor, rich] = await Promise.all([wallet(30n), wallet(31n)])
  const charges = (whose: Whose) => [chargeOf(whose, 10n), chargeOf(whose, 20n)]
  const places = await postChargesTogether(database.db, [charges(poor), charges(rich), []])
  expect(places.map((rows) => rows?.length)).toEqual([undefined, 2, undefined])
  expect(await logOf(poor.walletId)).toEqual([])
})

test('a key that was refused before, or stands in the log, lets nothing happen', async () => {
  const { db } = database
  const [a, b] = await Promise.all([wallet(100n), wallet(100n)])
  const refused = chargeOf(a, 10n)
  const { userId, currency, reason, idempotencyKey = '' } = refused
  const asked = { userId, currency, reason, idempotencyKey, amount: 10n, available: 0n, refusedAt: START }
  await db.insert(refusedCharges).values(asked)
  expect(await postPlainCharge(db, refused)).toBeNull()
  expect(await postChargesTogether(db, [[chargeOf(a, 1n), refused], [chargeOf(b, 1n)]])).toEqual([null, null])

  const posted = chargeOf(b, 10n)
  await postPlainCharge(db, posted)
  const again = { code: '23505', constraint_name: 'transactions_charges_idempotency_key' }
  await expect(postPlainCharge(db, posted)).rejects.toMatchObject(again)
  await expect(postChargesTogether(db, [[chargeOf(a, 1n)], [posted]])).rejects.toMatchObject(again)
  expect([await logOf(a.walletId), await logOf(b.walletId)]).toMatchObject([[], [{ amount: -10n }]])
})

test('an error says nothing of what was written', async () => {
  const charge = chargeOf(await wallet(100n), 10n, { reason: 'secret\u0000' })
  const error = await postPlainCharge(database.db, charge).catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(Error)
  expect(
    JSON.stringify([error, (error as Error).message, (error as { detail?: string }).detail]),
  ).not.toContain('secret')
})

test('neither is run within a transaction, where its failure would take along what else is done there', async () => {
  const charge = chargeOf(await wallet(100n), 10n)
  await expect(database.db.transaction((tx) => postPlainCharge(tx, charge))).rejects.toThrow(
    'none of a transaction',
  )
})

test('who has run dry, or on whom something is due to change, is left alone', async () => {
  const { db } = database
  const running = await wallet(15_000n)
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  const wish = { userId: running.userId, tariffId, quantity: 1, name: '', asOf: START }
  await db.transaction((tx) => startSubscription(tx, wish))
  expect(await postPlainCharge(db, chargeOf(running, 1n, { asOf: after(3_599_999) }))).toBeNull()
  expect(await postPlainCharge(db, chargeOf(running, 7_000n, { asOf: after(1_800_000) }))).not.toBeNull()
  const due = await wallet(100n)
  await database.owner`update wallets set next_rate_change_at = ${after(5)} where id = ${due.walletId.toString()}`
  expect(await postPlainCharge(db, chargeOf(due, 1n, { asOf: after(5) }))).toBeNull()
  expect(await postPlainCharge(db, chargeOf(due, 1n, { asOf: after(4) }))).not.toBeNull()
  await database.owner`update wallets set next_rate_change_at = null where id = ${due.walletId.toString()}`
})

test('what others post meanwhile is seen: no number twice, nothing spent twice', async () => {
  const { db } = database
  const hot = await wallet(2_000n)
  const one = async () => ((await postPlainCharge(db, chargeOf(hot, 3n))) ? 1 : 0)
  const three = async () => {
    const places = await postChargesTogether(db, [[chargeOf(hot, 3n), chargeOf(hot, 3n), chargeOf(hot, 3n)]])
    return places[0]?.length ?? 0
  }
  const counts = await Promise.all(Array.from({ length: 400 }, (_, i) => (i % 3 ? one() : three())))
  const posted = counts.reduce((sum, count) => sum + count, 0)
  const rows = await logOf(hot.walletId)
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: posted }, (_, i) => BigInt(i + 2)))
  expect(rows.at(-1)?.balance).toBe(2_000n - 3n * BigInt(posted))
})

const int8 = (max: bigint) =>
  fc.oneof(fc.bigInt(0n, 100n), fc.bigInt(0n, 10_000_000_000n), fc.bigInt(0n, max))

test('what is plainly covered is covered exactly', async () => {
  const cases = fc
    .sample(
      fc.record({
        balance: int8(9_000_000_000_000_000_000n),
        rate: int8(9_000_000_000_000_000n),
        carry: fc.bigInt(0n, 3_599_999_999_999n),
        elapsedMs: fc.oneof(
          fc.integer({ min: -5_000, max: 5_000 }),
          fc.integer({ min: 0, max: 2_000_000_000 }),
        ),
        // As much as is about available, or anything.
        near: fc.option(fc.bigInt(-3n, 3n)),
        amount: int8(9_000_000_000_000_000_000n),
      }),
      4_000,
    )
    .map(({ near, ...one }) => {
      const { balance: balanceMinor, rate: hourlyRateMicros, carry, elapsedMs } = one
      const meter = { balanceMinor, hourlyRateMicros, carry, lastHourlyBilling: START }
      const available = availableAt(meter, after(elapsedMs))
      const amount = near === null ? one.amount : available + near
      return { ...one, available, amount: amount > 0n ? amount : 1n }
    })
  const text = JSON.stringify(
    cases.map(({ balance, rate, carry, elapsedMs, amount }, n) => ({
      n,
      balance: `${balance}`,
      rate: `${rate}`,
      carry: `${carry}`,
      at: after(elapsedMs),
      amount: `${-amount}`,
    })),
  )
  const rows = await database.db.execute<{ covered: boolean }>(sql`
    select ${isPlainlyCovered(sql`w.amount`, sql`w.at`)} as covered
      from (select n, balance, 0::bigint as held, rate as hourly_rate_micros, carry, at, amount,
                   ${START.toISOString()}::timestamptz as last_hourly_billing, null::timestamptz as next_rate_change_at
              from json_to_recordset(${text}::json)
                as c(n int, balance bigint, rate bigint, carry bigint, at timestamptz, amount bigint)) w order by w.n`)
  const covered = cases.filter((_, i) => rows[i]?.covered)
  expect(covered.length).toBeGreaterThan(200)
  expect(covered.filter(({ amount, available }) => amount > available)).toEqual([])
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})
