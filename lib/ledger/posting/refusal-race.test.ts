import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabase, type Database } from '@/db/client'
import { plantWallet, topUp } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { placeHold } from '../holds/place-hold'
import { releaseHold } from '../holds/release-hold'
import { verifyLedger } from '../verify-ledger'
import { type Charge, chargeWallet } from './charge-wallet'
import { ChargeCoalescer } from './coalesce-charges'

let database: TestDatabase
const pools: ReturnType<typeof createDatabase>[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  for (let count = 0; count < 4; count += 1) pools.push(createDatabase(database.url, { max: 4 }))
})
afterAll(async () => {
  for (const { close } of pools) await close()
  await database.close()
})

/** Until so many statements wait for somebody's lock. */
async function areWaiting(count: number): Promise<void> {
  await expect
    .poll(async () => {
      const [row] = await database.owner<{ count: number }[]>`
        select count(*)::int as count from pg_stat_activity
         where datname = current_database() and wait_event_type = 'Lock'`
      return row?.count
    })
    .toBe(count)
}

const of = (userId: string) => ({ userId, currency: 'RUB', reason: '', actor: 'test' })

type Whose = { userId: string; walletId: bigint }

/** Something that is done to a wallet, on some connection. */
type Deed = (db: Database) => Promise<unknown>

const take =
  ({ userId }: Whose): Deed =>
  (db) =>
    chargeWallet(db, { ...of(userId), amountMinor: 15n, asOf: null })

const payIn =
  ({ walletId }: Whose): Deed =>
  (db) =>
    topUp(db, walletId, 100n, new Date())

const reserve =
  ({ userId }: Whose): Deed =>
  (db) =>
    placeHold(db, { ...of(userId), amountMinor: 15n, expiresInMs: 3_600_000, asOf: new Date() })

/** What was held before. */
async function letGo({ userId }: Whose): Promise<Deed> {
  const asOf = new Date()
  const hold = { ...of(userId), amountMinor: 15n, expiresInMs: 3_600_000, asOf }
  const placed = await database.db.transaction((tx) => placeHold(tx, hold))
  if (!placed.ok) throw new Error('there is enough')
  const release = { userId, holdId: placed.hold.id, asOf, actor: 'test' }
  return (db) => db.transaction((tx) => releaseHold(tx, release))
}

test.each([
  ['a charge and a payment', 20n, take, payIn],
  ['a hold and the end of another', 35n, reserve, letGo],
])(
  'a charge that one server refused is not made by another that waited behind %s',
  async (_, balanceMinor, lowering, raising) => {
    const [locker, one, payer, other] = pools.map(({ db }) => db)
    if (!locker || !one || !payer || !other) throw new Error('there are four pools')
    const wallet = await plantWallet(database.db, { balanceMinor })
    const [lower, raise] = [lowering(wallet), await raising(wallet)]
    const charge: Charge = {
      ...of(wallet.userId),
      asOf: null,
      amountMinor: 10n,
      idempotencyKey: `refused or made ${wallet.userId}`,
    }
    const all = await locker.transaction(async (tx) => {
      await lower(tx)
      // It leaves too little for this one …
      const first = chargeWallet(one, charge)
      await areWaiting(1)
      // … and there is enough again for its repetition by another server, behind what raises the balance.
      const raised = raise(payer)
      await areWaiting(2)
      const second = new ChargeCoalescer(other).charge(charge)
      await areWaiting(3)
      return { first, raised, second }
    })
    expect(await Promise.all([all.first, all.second])).toMatchObject([{ ok: false }, { ok: false }])
    await all.raised
    expect(await verifyLedger(database.db)).toEqual([])
  },
)
