import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantUser, topUp } from '@/lib/testing/fixtures'
import { MANY } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { runBilling } from '../runs/run-billing'
import { applyTariffPrices } from './apply-tariff-prices'
import { freezeClock, plantSubscribers, raisePrice } from './price-move.fixture'

const COUNT = 3000
const BASE = Date.UTC(2030, 0, 1)
const at = (hours: number) => new Date(BASE + hours * HOUR_MS)

/** Half of what they pay first: 75.00 an hour. */
const NEW_RATE = MANY.hourlyRateMicros / 2n

let database: TestDatabase
let adminId: string
let tariffId: string

beforeEach(async () => {
  database = await createTestDatabase()
  await freezeClock(database, at(0))
  tariffId = await plantSubscribers(database, { count: COUNT, since: at(0) })
  adminId = await plantUser(database.db)
})
afterEach(() => database.close())

async function countMoved(priceId: bigint): Promise<number> {
  const [row] = await database.owner`
    select count(*)::int from subscriptions where tariff_price_id = ${priceId.toString()}`
  return row?.count
}

async function balances(): Promise<{ balance: string; count: number }[]> {
  const rows = await database.owner<{ balance: string; count: number }[]>`
    select balance::text, count(*)::int from wallets where seq > 0 group by balance order by wallets.balance`
  return [...rows]
}

async function toldAndChanged() {
  const [row] = await database.owner`
    select (select count(*)::int from outbox where type = 'subscription.price_changed') as told,
           (select count(*)::int from rate_changes where cause = 'price_changed') as changed,
           (select count(*)::int from subscription_changes where hourly_rate_micros = ${NEW_RATE.toString()}) as kept`
  return row
}

test('a job that is killed in the middle is taken up where it was, and nobody is charged twice or from before', {
  timeout: 60_000,
}, async () => {
  const { db, owner } = database
  await freezeClock(database, at(1))
  const priceId = await raisePrice(db, { tariffId, hourlyRateMicros: NEW_RATE, adminId })
  const [inTheWay] = await owner`select id from wallets where seq > 0 order by id offset 1200 limit 1`

  // A lock in the third batch keeps the process there.
  await owner.begin(async (held) => {
    await held`select id from wallets where id = ${inTheWay?.id} for update`
    const script = fileURLToPath(new URL('./apply-prices-process.fixture.ts', import.meta.url))
    const child = spawn(process.execPath, ['--import', 'tsx', script, database.url], { stdio: 'inherit' })
    const ended = once(child, 'exit')
    await expect.poll(() => countMoved(priceId), { timeout: 30_000, interval: 50 }).toBe(1000)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
  })
  expect(await countMoved(priceId)).toBe(1000)

  await freezeClock(database, at(2))
  expect(await applyTariffPrices(db)).toEqual({ switched: 2000, failed: 0 })
  expect(await countMoved(priceId)).toBe(COUNT)
  await runBilling(db, { asOf: at(3), allowFuture: true })
  // 150.00 for an hour and 75.00 for two, or the other way round.
  expect(await balances()).toEqual([
    { balance: `${100_000 - 37_500}`, count: 2000 },
    { balance: `${100_000 - 30_000}`, count: 1000 },
  ])
  expect(await toldAndChanged()).toEqual({ told: COUNT, changed: COUNT, kept: COUNT })
  expect(await applyTariffPrices(db)).toEqual({ switched: 0, failed: 0 })
  expect(await verifyLedger(db)).toEqual([])
})

test('several at once, with billing and top-ups between them, move each wallet once', {
  timeout: 60_000,
}, async () => {
  const { db, owner } = database
  await freezeClock(database, at(1))
  const priceId = await raisePrice(db, { tariffId, hourlyRateMicros: NEW_RATE, adminId })
  const others = [1, 2].map(() => createDatabase(database.url, { max: 3 }))
  const some = await owner`select id from wallets where seq > 0 and id % 50 = 0`
  const moves = [db, ...others.map((other) => other.db)].map((mover) => applyTariffPrices(mover))
  const [billed, topped] = await Promise.all([
    runBilling(db, { asOf: at(1) }),
    Promise.all(some.map(({ id }) => topUp(db, BigInt(id), 1_000n, at(1)))),
  ])
  const moved = await Promise.all(moves)
  await Promise.all(others.map(({ close }) => close()))

  expect(billed.walletsSuspended).toBe(0)
  expect(moved.reduce((sum, { switched }) => sum + switched, 0)).toBe(COUNT)
  expect(moved.map(({ failed }) => failed)).toEqual([0, 0, 0])
  expect(await countMoved(priceId)).toBe(COUNT)
  await runBilling(db, { asOf: at(2), allowFuture: true })
  expect(await balances()).toEqual([
    { balance: `${100_000 - 22_500}`, count: COUNT - topped.length },
    { balance: `${101_000 - 22_500}`, count: topped.length },
  ])
  expect(await toldAndChanged()).toEqual({ told: COUNT, changed: COUNT, kept: COUNT })
  expect(await verifyLedger(db)).toEqual([])
})

test('one that breaks its batch keeps its price, and the others of the batch move', {
  timeout: 60_000,
}, async () => {
  const { db, owner } = database
  const [broken] = await owner`select id from subscriptions order by wallet_id offset 40 limit 1`
  await owner.unsafe(`
    create function break_it() returns trigger language plpgsql as $$ begin raise 'broken'; end $$;
    create trigger break_it before update on subscriptions for each row when (old.id = '${broken?.id}')
      execute function break_it()`)
  const priceId = await raisePrice(db, { tariffId, hourlyRateMicros: NEW_RATE, adminId })
  expect(await applyTariffPrices(db)).toEqual({ switched: COUNT - 1, failed: 1 })
  expect(await countMoved(priceId)).toBe(COUNT - 1)
  expect(await verifyLedger(db)).toEqual([])
})
