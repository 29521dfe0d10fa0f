import { afterEach, beforeEach, expect, test } from 'vitest'
import { UNIT } from '@/lib/ledger/settlement/settlement'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { START } from '@/lib/testing/fixtures'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { billBatchPlainly } from './bill-batch-plainly'
import { billRange } from './bill-range'
import { BATCH_WALLETS, type BillingRange, claimRange } from './billing-range'
import { openBillingRun } from './open-billing-run'
import { runBilling } from './run-billing'

const WALLETS = BATCH_WALLETS + 500
const asOf = new Date(START.getTime() + HOUR_MS)

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

async function claimAll({ idleEvery }: { idleEvery?: number } = {}) {
  const { db, owner } = database
  await plantManyWallets(owner, { count: WALLETS, since: START, ...(idleEvery && { idleEvery }) })
  const run = (await openBillingRun(db, { asOf }))!
  const range = (await claimRange(db, { runId: run.id, holder: 'a' }))!
  return { run, range }
}

const stored = async () => {
  const [row] = await database.owner`
    select done_id::int, wallets_billed, wallets_suspended, charged, extract(epoch from clock_timestamp() - heartbeat_at) < 60 as is_fresh
      from billing_ranges`
  return row
}

/** Every planted wallet pays 150 an hour. */
const charged = (wallets: number) => ({ RUB: `${wallets * 15_000}` })

test('a batch of which all wallets are plain is billed and noted by the one statement', async () => {
  const { range } = await claimAll()
  const after = await billBatchPlainly(database.db, { asOf, range })
  expect(after).toEqual({ ...range, doneId: BigInt(BATCH_WALLETS), nextId: BigInt(WALLETS) })
  expect(await stored()).toEqual({
    done_id: BATCH_WALLETS,
    wallets_billed: BATCH_WALLETS,
    wallets_suspended: 0,
    charged: charged(BATCH_WALLETS),
    is_fresh: true,
  })
  const last = await billBatchPlainly(database.db, { asOf, range: after! })
  expect(last).toMatchObject({ doneId: BigInt(WALLETS), nextId: BigInt(WALLETS) })
  expect(await stored()).toMatchObject({ wallets_billed: WALLETS, charged: charged(WALLETS) })
  expect(await verifyLedger(database.db)).toEqual([])
})

test('wallets on which nothing runs are not waited for', async () => {
  const { range } = await claimAll({ idleEvery: 4 })
  const after = await billBatchPlainly(database.db, { asOf, range })
  expect(after?.doneId).toBe(BigInt(BATCH_WALLETS))
  expect(await stored()).toMatchObject({ wallets_billed: (BATCH_WALLETS * 3) / 4 })
})

test('what comes to less than the smallest unit is carried on, without a row of the log', async () => {
  const { range } = await claimAll()
  await database.owner`update wallets set hourly_rate_micros = 420000 where id = 7`
  expect((await billBatchPlainly(database.db, { asOf, range }))?.doneId).toBe(BigInt(BATCH_WALLETS))
  expect(await stored()).toMatchObject({
    wallets_billed: BATCH_WALLETS - 1,
    charged: charged(BATCH_WALLETS - 1),
  })
  const carried = async () => {
    const [row] = await database.owner`
      select carry, seq, last_hourly_billing, last_usage_at, (select count(*)::int from transactions t where t.wallet_id = w.id) as rows
        from wallets w where id = 7`
    return row
  }
  const elapsed = BigInt(HOUR_MS)
  expect(await carried()).toEqual({
    carry: `${420_000n * elapsed}`,
    seq: '1',
    last_hourly_billing: asOf,
    last_usage_at: null,
    rows: 1,
  })
  // The third hour makes a whole unit of it.
  const third = new Date(asOf.getTime() + 2 * HOUR_MS)
  await runBilling(database.db, { asOf: third, allowFuture: true })
  expect(await carried()).toEqual({
    carry: `${420_000n * elapsed * 3n - UNIT}`,
    seq: '2',
    last_hourly_billing: third,
    last_usage_at: third,
    rows: 2,
  })
})

test.each([
  ['one runs dry', 'balance = 1'],
  ['something changes by itself on the way', `next_rate_change_at = '${asOf.toISOString()}'`],
])(
  'where %s, the others are billed and noted, and the batch is left to the whole rule',
  async (_, change) => {
    const { run, range } = await claimAll()
    await database.owner.unsafe(`update wallets set ${change} where id = 7`)
    const after = await billBatchPlainly(database.db, { asOf, range })
    expect(after).toEqual(range)
    const others = { done_id: 0, wallets_billed: BATCH_WALLETS - 1, charged: charged(BATCH_WALLETS - 1) }
    expect(await stored()).toMatchObject(others)
    // Whoever goes on, here or after a kill, finds those settled and counts them no second time.
    expect(await billBatchPlainly(database.db, { asOf, range })).toEqual(range)
    expect(await stored()).toMatchObject(others)
    await billRange(database.db, run, range)
    const done = await stored()
    expect(done?.done_id).toBe(WALLETS)
    const usage = await database.owner`
    select count(*)::int as wallets_billed, (-sum(amount))::text as "RUB" from transactions where type = 'usage'`
    expect({ wallets_billed: done?.wallets_billed, ...done?.charged }).toEqual(usage[0])
    const settled = await database.owner`
    select from wallets where last_hourly_billing = ${asOf} or hourly_rate_micros = 0`
    expect(settled).toHaveLength(WALLETS)
  },
)

test.each<[string, Partial<BillingRange>]>([
  ['in other hands', { holder: 'b' }],
  ['further on than its holder believes', { doneId: 3n }],
])('a range that is %s is not touched', async (_, other) => {
  const { range } = await claimAll()
  expect(await billBatchPlainly(database.db, { asOf, range: { ...range, ...other } })).toBeNull()
  expect(await stored()).toMatchObject({ done_id: 0, wallets_billed: 0, charged: {} })
  expect(await database.owner`select from transactions where type = 'usage'`).toHaveLength(0)
})

test('each currency is added to its own', async () => {
  const { range } = await claimAll()
  await database.owner`
    update billing_ranges set charged = '{"JPY": "9007199254740993", "RUB": "7"}', wallets_billed = 2`
  await billBatchPlainly(database.db, { asOf, range })
  expect(await stored()).toMatchObject({
    wallets_billed: BATCH_WALLETS + 2,
    charged: { JPY: '9007199254740993', RUB: `${BATCH_WALLETS * 15_000 + 7}` },
  })
})
