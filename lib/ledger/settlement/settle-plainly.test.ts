import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { after, START } from '@/lib/testing/fixtures'
import { MANY, plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { verifyLedger } from '../verify-ledger'
import { settlePlainly } from './settle-plainly.fixture'
import { settleWallets } from './settle-wallets'
import { settle, UNIT } from './settlement'

const WALLETS = 3_000

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** A wallet that is about to run dry, or far from it, at a rate that is small, usual, or as large as there can be. */
const wallets = fc.record({
  hours: fc.oneof(fc.integer({ min: 1, max: 3 * HOUR_MS }), fc.constant(HOUR_MS)),
  rate: fc.oneof(
    fc.bigInt(0n, 3_000_000n),
    fc.bigInt(0n, 50_000_000_000n),
    fc.bigInt(0n, 9_000_000_000_000_000n),
    fc.constant(MANY.hourlyRateMicros),
  ),
  carry: fc.bigInt(0n, UNIT - 1n),
  /** Beyond what is owed. */
  spare: fc.oneof(fc.bigInt(-2n, 3n), fc.bigInt(0n, 1_000_000n)),
  held: fc.oneof(fc.constant(0n), fc.bigInt(0n, 50n)),
})

test('whatever the wallet, it is settled as the rule says, and most of them plainly', async () => {
  const { db, owner } = database
  await plantManyWallets(owner, { count: WALLETS, since: START })
  const cases = fc.sample(wallets, WALLETS).map(({ hours, rate, carry, spare, held }) => {
    const whole = (rate * BigInt(hours) + carry) / UNIT
    const spendable = whole + spare > 0n ? whole + spare : 1n
    return { hours, rate, carry, held, balance: spendable + held }
  })
  // Straight into the tables, past the ledger: only the settlement is looked at here.
  const rows = cases.map(({ hours, rate, carry, held, balance }, i) => ({
    id: i + 1,
    since: after(3 * HOUR_MS - hours),
    rate: `${rate}`,
    carry: `${carry}`,
    held: `${held}`,
    balance: `${balance}`,
  }))
  await owner`
    update wallets w set balance = c.balance, hourly_rate_micros = c.rate, carry = c.carry, held = c.held,
                         last_hourly_billing = c.since
      from jsonb_to_recordset(${owner.json(rows)})
        as c(id bigint, since timestamptz, rate bigint, carry bigint, held bigint, balance bigint)
     where w.id = c.id`
  const asOf = after(3 * HOUR_MS)
  const range = { afterId: 0n, upToId: BigInt(WALLETS) }
  const plain = await db.transaction((tx) => settlePlainly(tx, { ...range, asOf }))
  expect(plain.billed).toBeGreaterThan(WALLETS / 3)
  expect(plain.billed).toBeLessThan(WALLETS)
  const rest = await db.transaction((tx) => settleWallets(tx, { selection: range, asOf }))
  expect(rest.suspended).toBeGreaterThan(100)

  const settled = await owner<
    { id: string; balance: string; carry: string; rate: string; since: Date; charged: string; rows: number }[]
  >`
    select w.id, w.balance, w.carry, w.hourly_rate_micros as rate, w.last_hourly_billing as since,
           coalesce(-sum(t.amount), 0) as charged, count(t.amount)::int as rows
      from wallets w left join transactions_usage t on t.wallet_id = w.id
     group by w.id order by w.id`
  const found = settled.map(({ balance, carry, rate, since, charged, rows: count }) => ({
    balance: BigInt(balance),
    carry: BigInt(carry),
    rate: BigInt(rate),
    since: since.getTime(),
    charged: BigInt(charged),
    rows: count,
  }))
  const expected = cases.map(({ hours, rate, carry, held, balance }) => {
    const meter = {
      balanceMinor: balance - held,
      hourlyRateMicros: rate,
      carry,
      lastHourlyBilling: after(3 * HOUR_MS - hours),
    }
    const { wallet, pieces } = settle(meter, asOf)
    const charged = pieces.reduce((sum, piece) => sum + piece.chargedMinor, 0n)
    return {
      balance: balance - charged,
      carry: wallet.carry,
      rate: wallet.hourlyRateMicros,
      // Where nothing runs, nothing is settled.
      since: (rate > 0n ? wallet.lastHourlyBilling : meter.lastHourlyBilling).getTime(),
      charged,
      rows: charged > 0n ? 1 : 0,
    }
  })
  expect(found).toEqual(expected)
})

test('what is plain leaves no violation', async () => {
  const sound = await createTestDatabase()
  await plantManyWallets(sound.owner, { count: 50, since: START })
  for (const hours of [1, 2, 2, 5]) {
    const order = { afterId: 0n, upToId: 50n, asOf: after(hours * HOUR_MS) }
    await sound.db.transaction((tx) => settlePlainly(tx, order))
  }
  expect(await verifyLedger(sound.db)).toEqual([])
  await sound.close()
})
