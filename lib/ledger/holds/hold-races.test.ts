import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { createDatabase } from '@/db/client'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { holds, rateChanges, transactions } from '@/db/schema'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { resumeSubscription } from '@/lib/billing/subscriptions/resume-subscription'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { stopSubscription } from '@/lib/billing/subscriptions/stop-subscription'
import { AppError } from '@/lib/errors'
import { after, plantTariff, plantWallet, START, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { seededRandom } from '@/lib/testing/seeded-random'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { chargeWallet } from '../posting/charge-wallet'
import { coalescerOf } from '../posting/coalesce-charges'
import { settleRange } from '../settlement/settle-plainly.fixture'
import { settleWallets } from '../settlement/settle-wallets'
import { verifyLedger } from '../verify-ledger'
import { readBalances } from '../wallets/read-balances'
import { captureHold } from './capture-hold'
import { readHold } from './hold'
import { placeHold } from './place-hold'
import { releaseHold } from './release-hold'

let database: TestDatabase
let pool: ReturnType<typeof createDatabase>

beforeAll(async () => {
  database = await createTestDatabase()
  pool = createDatabase(database.url, { max: 24 })
})
afterEach(async () => expect(await verifyLedger(pool.db)).toEqual([]))
afterAll(async () => {
  await pool.close()
  await database.close()
})

type Owner = { userId: string; currency: string }

const wishOf = ({ userId, currency }: Owner, amountMinor: bigint, asOf = START) => {
  return { userId, currency, amountMinor, reason: 'job', expiresInMs: HOUR_MS, asOf, actor: 'test' }
}

async function plantHold(owner: Owner, amountMinor: bigint, asOf = START): Promise<string> {
  const placed = await pool.db.transaction((tx) => placeHold(tx, wishOf(owner, amountMinor, asOf)))
  if (!placed.ok) throw new Error('it is covered')
  return placed.hold.id
}

test('places and charges at once take no more than there is', async () => {
  const wallet = await plantWallet(pool.db, { balanceMinor: 1000n })
  const { userId, currency } = wallet
  const charge = { userId, currency, amountMinor: 70n, reason: '', asOf: START, actor: 'test' }
  const results = await Promise.all(
    Array.from({ length: 60 }, (_, index) => {
      if (index % 3 === 0) return pool.db.transaction((tx) => placeHold(tx, wishOf(wallet, 70n)))
      // Both ways in which charges are posted.
      if (index % 3 === 1) return pool.db.transaction((tx) => chargeWallet(tx, charge))
      return coalescerOf(pool.db).charge({ ...charge, idempotencyKey: crypto.randomUUID() })
    }),
  )
  expect(results.filter(({ ok }) => ok)).toHaveLength(14)
  const [balance] = await readBalances(pool.db, { userId, asOf: START })
  expect(balance?.availableMinor).toBe(20n)
})

test('a capture, a release and the expiry at once: one of them is what happened', async () => {
  const outcomes = new Set<string>()
  for (let round = 0; round < 30; round += 1) {
    const wallet = await plantWallet(pool.db, { balanceMinor: 1000n })
    const { userId, walletId } = wallet
    const holdId = await plantHold(wallet, 400n)
    const [before, end] = [after(HOUR_MS - 1), after(HOUR_MS)]
    const acts = [
      () => pool.db.transaction((tx) => settleWallets(tx, { selection: { walletId }, asOf: end })),
      () => pool.db.transaction((tx) => releaseHold(tx, { userId, holdId, asOf: before })),
      () => pool.db.transaction((tx) => captureHold(tx, { userId, holdId, asOf: before, actor: 'test' })),
    ]
    const started = [...acts.slice(round % 3), ...acts.slice(0, round % 3)]
    // Each gets its chance to be the first; who it is where all start at once is for the machine to say.
    const first = round < acts.length ? await started[0]?.() : undefined
    const others = await Promise.all(started.slice(first ? 1 : 0).map((act) => act()))
    const results = first ? [first, ...others] : others
    const won = results.filter((result) => 'ok' in result && result.ok)
    const { status } = await readHold(pool.db, { userId, holdId, asOf: before })
    outcomes.add(status)
    expect(won).toHaveLength(status === 'expired' ? 0 : 1)
    const [balance] = await readBalances(pool.db, { userId, asOf: end })
    const left = status === 'captured' ? 600n : 1000n
    expect(balance).toMatchObject({ balanceMinor: left, availableMinor: left, heldMinor: 0n })
  }
  expect([...outcomes].sort()).toEqual(['captured', 'expired', 'released'])
})

test('one placing asked for 50 times at once with one key is one hold', async () => {
  const wallet = await plantWallet(pool.db, { balanceMinor: 1000n })
  const wish = { ...wishOf(wallet, 300n), idempotencyKey: 'once' }
  const results = await Promise.all(
    Array.from({ length: 50 }, () => pool.db.transaction((tx) => placeHold(tx, wish))),
  )
  expect(new Set(results.map((result) => result.ok && result.hold.id)).size).toBe(1)
  expect(await pool.db.$count(holds, eq(holds.walletId, wallet.walletId))).toBe(1)
  await expect(
    pool.db.transaction((tx) => placeHold(tx, { ...wish, amountMinor: 1n })),
  ).rejects.toMatchObject({ code: 'idempotency_mismatch' })
})

test('who waited for the lock of a wallet sees what was held meanwhile', async () => {
  const wallet = await plantWallet(pool.db, { balanceMinor: 1000n })
  let commit = () => {}
  const mayCommit = new Promise<void>((resolve) => {
    commit = resolve
  })
  let first: Promise<void> = Promise.resolve()
  await new Promise<void>((isPlaced, fails) => {
    first = pool.db.transaction(async (tx) => {
      await placeHold(tx, wishOf(wallet, 800n))
      isPlaced()
      await mayCommit
    })
    first.catch(fails)
  })
  const second = pool.db.transaction((tx) => placeHold(tx, wishOf(wallet, 300n)))
  await expect
    .poll(async () => {
      const [row] = await database.owner`select count(*)::int as n from pg_locks where not granted`
      return row?.n
    })
    .toBeGreaterThan(0)
  commit()
  await first
  expect(await second).toEqual({ ok: false, availableMinor: 200n })
})

test('the minutely watch books what has expired, and wakes what stood still', async () => {
  const running = await plantRunning(pool.db, { balanceMinor: 1000n })
  // Usage has 200 for two hours; the hold would keep 800 back for ten.
  const wish = { ...wishOf(running, 800n), expiresInMs: 10 * HOUR_MS }
  const placed = await pool.db.transaction((tx) => placeHold(tx, wish))
  if (!placed.ok) throw new Error('it is covered')
  const statusAt = async (ms: number) => {
    await freezeClock(pool.db, after(ms))
    const suspended = await suspendDepleted(pool.db)
    const [row] = await database.owner`
      select s.status, h.status as hold, h.ended_at, w.held::int, w.next_rate_change_at is null as settled
        from subscriptions s join holds h using (wallet_id) join wallets w on w.id = wallet_id
       where s.id = ${running.subscriptionId}`
    return { suspended, ...row }
  }
  expect(await statusAt(3 * HOUR_MS)).toMatchObject({ suspended: 1, status: 'suspended', hold: 'open' })
  expect(await statusAt(9 * HOUR_MS)).toMatchObject({ suspended: 0, status: 'suspended', held: 800 })
  expect(await statusAt(10 * HOUR_MS + 30_000)).toMatchObject({
    status: 'active',
    hold: 'expired',
    ended_at: placed.hold.expiresAt,
    held: 0,
    settled: true,
  })
  const changes = await pool.db
    .select()
    .from(rateChanges)
    .where(eq(rateChanges.walletId, running.walletId))
    .orderBy(rateChanges.id)
  expect(changes.map(({ at, cause }) => [cause, at.getTime() - START.getTime()])).toEqual([
    ['started', 0],
    ['ran_dry', 2 * HOUR_MS],
    ['resumed', 10 * HOUR_MS],
  ])
  const told = await database.owner`
    select type from outbox where wallet_id = ${running.walletId.toString()} order by id`
  expect(told.map(({ type }) => type)).toEqual([
    'subscription.suspended',
    'hold.expired',
    'subscription.resumed',
  ])
})

test('everything at once on the same wallets: what is held is never spent', {
  timeout: 120_000,
}, async () => {
  const seed = Number(process.env.TEST_SEED ?? Math.floor(Math.random() * 2 ** 31))
  const random = seededRandom(seed)
  const wallets = await Promise.all(
    Array.from({ length: 3 }, () => plantWallet(pool.db, { balanceMinor: 5000n })),
  )
  const tariffIds = await Promise.all(
    [900_000_000n, 15_000_000_001n, 400_000_000_000n].map((hourlyRateMicros) =>
      plantTariff(pool.db, { hourlyRateMicros }),
    ),
  )
  const started: { userId: string; subscriptionId: string }[] = []
  const placed: { userId: string; holdId: string }[] = []
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const upTo = (most: number) => BigInt(1 + Math.floor(random() * most))
  const none = {
    userId: wallets[0]?.userId ?? '',
    subscriptionId: crypto.randomUUID(),
    holdId: crypto.randomUUID(),
  }

  /** Instants rise roughly, and sometimes go back, as those of many servers do. */
  const step = (round: number): Promise<unknown> => {
    const asOf = after(Math.max(0, round * 120_000 + Math.floor(random() * 480_000) - 240_000))
    const wallet = pick(wallets)
    const { userId, walletId, currency } = wallet
    const charge = { userId, currency, amountMinor: upTo(900), reason: '', asOf, actor: 'test' }
    const wish = { ...wishOf(wallet, upTo(1500), asOf), expiresInMs: Number(upTo(1_500_000)) }
    const start = {
      userId,
      tariffId: pick(tariffIds),
      quantity: 1,
      name: '',
      resumesOnTopUp: random() < 0.8,
      asOf,
    }
    const one = { ...(started.length > 0 ? pick(started) : none), asOf }
    const held = { ...(placed.length > 0 ? pick(placed.slice(-8)) : none), asOf }
    const part = random() < 0.5 ? undefined : upTo(300)
    return pool.db.transaction(async (tx) => {
      switch (Math.floor(random() * 11)) {
        case 0:
          return settleRange(tx, { afterId: 0n, upToId: 2n ** 62n, asOf })
        case 1:
          return topUp(tx, walletId, upTo(2500), asOf)
        case 2:
          return chargeWallet(tx, charge)
        case 3:
        case 4:
        case 5: {
          const result = await placeHold(tx, wish)
          return result.ok && placed.push({ userId, holdId: result.hold.id })
        }
        case 6:
          return captureHold(tx, { ...held, amountMinor: part, actor: 'test' })
        case 7:
          return releaseHold(tx, held)
        case 8: {
          const result = await startSubscription(tx, start)
          return result.ok && started.push({ userId, subscriptionId: result.subscription.id })
        }
        case 9:
          return resumeSubscription(tx, one)
        default:
          return stopSubscription(tx, one)
      }
    })
  }

  for (let round = 0; round < 60; round += 1) {
    await Promise.all(
      Array.from({ length: 12 }, () =>
        retryOnConflict(() => step(round)).catch((error: unknown) => {
          if (!(error instanceof AppError)) throw error
        }),
      ),
    )
    if (round % 20 === 0) expect(await verifyLedger(pool.db), `replay with TEST_SEED=${seed}`).toEqual([])
  }
  expect(await verifyLedger(pool.db), `replay with TEST_SEED=${seed}`).toEqual([])
  // The run was worth something.
  const [seen] = await pool.db.execute<Record<string, number>>(sql`
    select count(*) filter (where status = 'captured')::int as captured,
           count(*) filter (where status = 'released')::int as released,
           count(*) filter (where status = 'expired')::int as expired,
           (select count(*)::int from rate_changes where cause = 'ran_dry') as dry,
           (select count(*)::int from rate_changes where cause = 'resumed') as resumed from holds`)
  for (const count of Object.values(seen ?? {})) expect(count).toBeGreaterThan(3)
  expect(await pool.db.$count(transactions)).toBeGreaterThan(100)
})
