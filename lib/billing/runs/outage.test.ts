import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { asc, eq } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { tariffPrices, transactions } from '@/db/schema'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { OUTAGE_FORGIVEN } from '@/lib/ledger/settlement/forgive-usage'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { moveClock } from '@/lib/sandbox-clock/move-clock'
import { plantTariff, plantUser, plantWallet } from '@/lib/testing/fixtures'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { suspendDepleted } from '../running-dry/suspend-depleted'
import { startSubscription } from '../subscriptions/start-subscription'
import { readSubscription } from '../subscriptions/subscription'
import { addTariffPrice } from '../tariffs/add-tariff-price'
import { applyTariffPrices } from '../tariffs/apply-tariff-prices'
import { billDueHour } from './bill-due-hour'
import { letFallSilent } from './let-fall-silent.fixture'
import { listBillingRuns } from './list-billing-runs'
import { openBillingRun } from './open-billing-run'
import { runBilling } from './run-billing'

const POLICY = { forgiveAfterHours: 6 }

let database: TestDatabase

beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

/** Billing stood still from hour 0 to hour 12: over the end of a month, which is hour 8. */
const at = (hours: number) => new Date(Date.UTC(2030, 2, 31, 16) + hours * HOUR_MS)

const setClock = (hours: number) => database.owner`
  insert into sandbox_clock (frozen_at) values (${at(hours)})
  on conflict ("only") do update set frozen_at = excluded.frozen_at`

/** The last run before the outage, as long ago by the wall clock as by the clock of the domain. */
const plantLastRun = () => database.owner`
  insert into billing_runs (as_of, started_at, finished_at, status)
  values (${at(0)}, now() - interval '12 hours', now() - interval '12 hours', 'finished')`

/** A user for whom 150.00 an hour has run since hour 0. */
async function plantRunning(
  balanceMinor: bigint,
  monthlyCapHours: number | null = null,
  hourlyRateMicros = 15_000_000_000n,
) {
  const { db } = database
  const wallet = await plantWallet(db, { balanceMinor, asOf: at(0) })
  const tariffId = await plantTariff(db, { hourlyRateMicros })
  const price = { tariffId, hourlyRateMicros, effectiveFrom: at(-1), monthlyCapHours }
  if (monthlyCapHours) await db.insert(tariffPrices).values(price)
  const wish = { userId: wallet.userId, tariffId, quantity: 1, name: '', asOf: at(0) }
  const result = await db.transaction((tx) => startSubscription(tx, wish))
  if (!result.ok) throw new Error('it has money')
  return { ...wallet, tariffId, subscriptionId: result.subscription.id }
}

const balanceOf = async (wallet: { userId: string; currency: string }) =>
  (await findWallet(database.db, wallet))?.balanceMinor

/** A wallet's log from the outage on: what kind, how much, and the hours it is for. */
async function logOf({ walletId }: { walletId: bigint }) {
  const hours = (instant: Date | null) => instant && (instant.getTime() - at(0).getTime()) / HOUR_MS
  const rows = await database.db
    .select()
    .from(transactions)
    .where(eq(transactions.walletId, walletId))
    .orderBy(asc(transactions.seq))
  return rows
    .slice(1)
    .map((row) => [row.type, row.amount, hours(row.periodStart), hours(row.periodEnd), row.reason])
}

const given = (minor: bigint) => ['adjustment', minor, null, null, OUTAGE_FORGIVEN]
const used = (minor: bigint, from: number, to: number) => ['usage', -minor, from, to, '']

test('what an outage lasted beyond the hours set is charged and given back, row by row', async () => {
  const rich = await plantRunning(1_000_000n)
  const dryBefore = await plantRunning(45_000n)
  const dryWithin = await plantRunning(100_000n)
  await plantLastRun()
  await setClock(12.5)
  const summary = await billDueHour(database.db, POLICY)
  expect(summary).toMatchObject({ asOf: at(12).toISOString(), walletsSuspended: 1 })
  expect(summary?.totals).toEqual({ RUB: '2250.00' })
  const outage = [used(90_000n, 0, 6), given(90_000n), used(90_000n, 6, 12)]
  expect(await logOf(rich)).toEqual(outage)
  expect(await balanceOf(rich)).toBe(910_000n)
  // Its money ended before anything was given back.
  expect(await logOf(dryBefore)).toEqual([used(45_000n, 0, 3)])
  expect(await readSubscription(database.db, { ...dryBefore, asOf: at(12) })).toMatchObject({
    status: 'suspended',
    suspendedAt: at(3),
  })
  // Its money would have ended in the part that is given back, and did not.
  expect(await logOf(dryWithin)).toEqual(outage)
  expect(await balanceOf(dryWithin)).toBe(10_000n)
  expect((await listBillingRuns(database.db, { limit: 1 })).rows).toMatchObject([
    { hours: 12, forgivenFrom: at(6) },
  ])
  // The next hour is charged as ever.
  await setClock(13)
  expect((await billDueHour(database.db, POLICY))?.totals).toEqual({ RUB: '250.00' })
  expect((await listBillingRuns(database.db, { limit: 1 })).rows).toMatchObject([{ forgivenFrom: null }])
  expect(await verifyLedger(database.db)).toEqual([])
})

test('a monthly cap that is reached in what is given back, and the month that begins after it, are kept', async () => {
  const wallet = await plantRunning(1_000_000n, 7)
  await plantLastRun()
  await runBilling(database.db, { asOf: at(12), allowFuture: true, ...POLICY })
  expect(await logOf(wallet)).toEqual([
    used(90_000n, 0, 6),
    given(15_000n),
    used(15_000n, 6, 7),
    given(60_000n),
    used(60_000n, 8, 12),
  ])
  expect(await verifyLedger(database.db)).toEqual([])
})

test('a cap that is reached twice, before and in what is given back, is charged up to the first', async () => {
  const wallet = await plantRunning(1_000_000n, 3)
  await plantLastRun()
  await runBilling(database.db, { asOf: at(12), allowFuture: true, ...POLICY })
  expect(await logOf(wallet)).toEqual([used(45_000n, 0, 3), given(45_000n), used(45_000n, 8, 11)])
  expect(await balanceOf(wallet)).toBe(955_000n)
})

test('nothing is given back in the first run, after a shorter gap, without the setting, or where only the test clock jumped', async () => {
  const { db, owner } = database
  const wallet = await plantRunning(10_000_000n)
  let latest = 0
  const forgivenFrom = async (hour: number, policy: { forgiveAfterHours?: number }) => {
    latest = Math.max(latest, hour)
    await setClock(latest)
    await runBilling(db, { asOf: at(hour), allowFuture: true, ...policy })
    return (await listBillingRuns(db, { limit: 1 })).rows[0]?.forgivenFrom
  }
  const letPass = (hours: number) =>
    owner`update billing_runs set started_at = started_at - ${hours} * interval '1 hour'`
  expect(await forgivenFrom(12, POLICY)).toBeNull()
  await letPass(6)
  expect(await forgivenFrom(18, POLICY)).toBeNull()
  await letPass(24)
  expect(await forgivenFrom(42, {})).toBeNull()
  expect(await forgivenFrom(72, POLICY)).toBeNull()
  await letPass(12)
  expect(await forgivenFrom(84, POLICY)).toEqual(at(78))
  // An instant that a later run has been past already has nothing left to give back.
  await letPass(99)
  expect(await forgivenFrom(70, POLICY)).toBeNull()
  expect(await balanceOf(wallet)).toBe(10_000_000n - 78n * 15_000n)
})

test('the long steps of the sandbox clock are charged, also if a tick of the scheduler comes first', async () => {
  const { db } = database
  await setClock(0)
  const wallet = await plantRunning(1_000_000_000n)
  await billDueHour(db, POLICY)
  const maxSteps = 50
  const hours = maxSteps * 9
  const ticks = Array.from({ length: 20 }, async (_, tick) => {
    await sleep(tick * 50)
    return billDueHour(db, POLICY)
  })
  await Promise.all([moveClock(db, { now: at(hours) }, { maxSteps }), ...ticks])
  await billDueHour(db, POLICY)
  const runs =
    await database.owner`select count(*)::int as count from billing_runs where forgiven_from is not null`
  expect(runs[0]?.count).toBe(0)
  expect(await balanceOf(wallet)).toBe(1_000_000_000n - BigInt(hours) * 15_000n)
})

test('who has nothing left when a month begins in what is given back is suspended there, and holds up nobody', async () => {
  const { db } = database
  const rich = await plantRunning(1_000_000n)
  // The cap is reached with 50 left, and they are spent.
  const poor = await plantRunning(100n, 4, 12_500_000n)
  const charge = { userId: poor.userId, currency: 'RUB', amountMinor: 50n, reason: '', actor: 'test' }
  expect(await chargeWallet(db, { ...charge, asOf: at(5) })).toMatchObject({ ok: true })
  await plantLastRun()
  await setClock(12.5)
  expect(await billDueHour(db, POLICY)).toMatchObject({ walletsSuspended: 1 })
  expect(await readSubscription(db, { ...poor, asOf: at(12) })).toMatchObject({
    status: 'suspended',
    suspendedAt: at(8),
  })
  expect(await balanceOf(rich)).toBe(910_000n)
  expect(await verifyLedger(db)).toEqual([])
})

test('a run of a clock that was ahead keeps nobody waiting once the clock is right', async () => {
  const { db, owner } = database
  await plantRunning(15_000n)
  await plantLastRun()
  await openBillingRun(db, { asOf: at(8760), dueBy: at(8760), ...POLICY })
  await owner`update billing_runs set started_at = now() where status = 'finished'`
  await setClock(1.5)
  expect(await suspendDepleted(db, POLICY)).toBe(1)
})

test('where some ranges are billed every hour, there is no outage, though others cannot be', async () => {
  const { db, owner } = database
  await plantRunning(1_000_000n)
  await plantLastRun()
  await owner`
    with failed as (
      insert into billing_runs (as_of, started_at, finished_at, status)
      select ${at(0)}::timestamptz + n * interval '1 hour', now() - interval '1 hour', now(), 'failed'
        from generate_series(1, 11) n
      returning id)
    insert into billing_ranges (run_id, number, after_id, up_to_id, done_id)
    select id, number, 0, 1, number from failed cross join generate_series(0, 1) number`
  await setClock(12)
  await billDueHour(db, POLICY)
  expect((await listBillingRuns(db, { limit: 1 })).rows).toMatchObject([{ forgivenFrom: null }])
})

test('what is caught up by hand for an earlier hour leaves the rest of the outage one', async () => {
  const { db, owner } = database
  const hourMs = Math.floor(Date.now() / HOUR_MS) * HOUR_MS
  const hoursAgo = (hours: number) => new Date(hourMs - hours * HOUR_MS)
  await owner`
    insert into billing_runs (as_of, started_at, finished_at, status)
    values (${hoursAgo(12)}, ${hoursAgo(12)}, ${hoursAgo(12)}, 'finished')`
  await runBilling(db, { asOf: hoursAgo(11), ...POLICY })
  await billDueHour(db, POLICY)
  expect((await listBillingRuns(db, { limit: 1 })).rows).toMatchObject([{ forgivenFrom: hoursAgo(5) }])
})

test('until the run is done, nothing else settles what it is to give back', async () => {
  const { db } = database
  const dryBefore = await plantRunning(45_000n)
  const dryWithin = await plantRunning(100_000n)
  const switching = await plantRunning(1_000_000n)
  await plantLastRun()
  await addTariffPrice(db, {
    tariffId: switching.tariffId,
    adminId: await plantUser(db),
    hourlyRateMicros: 30_000_000_000n,
    effectiveFrom: at(7),
    appliesToExisting: true,
    asOf: at(0),
  })
  await setClock(12.5)
  expect(await suspendDepleted(db, POLICY)).toBe(0)
  expect(await applyTariffPrices(db, POLICY)).toEqual({ switched: 0, failed: 0 })
  // Begun, it keeps others away even if the setting has been taken out since.
  await openBillingRun(db, { asOf: at(12), ...POLICY })
  expect(await suspendDepleted(db)).toBe(0)
  expect(await applyTariffPrices(db)).toEqual({ switched: 0, failed: 0 })
  expect(await logOf(dryWithin)).toEqual([])

  expect(await billDueHour(db)).toMatchObject({ walletsSuspended: 1 })
  expect(await suspendDepleted(db, POLICY)).toBe(0)
  expect(await applyTariffPrices(db, POLICY)).toEqual({ switched: 1, failed: 0 })
  expect(await readSubscription(db, { ...dryBefore, asOf: at(12) })).toMatchObject({ status: 'suspended' })
  expect(await balanceOf(switching)).toBe(1_000_000n - 90_000n - 7_500n)
  await setClock(12.75)
  expect(await suspendDepleted(db, POLICY)).toBe(1)
  expect(await logOf(dryWithin)).toHaveLength(4)
  expect(await verifyLedger(db)).toEqual([])
})

test('killed and gone on with, it gives everybody the same', { timeout: 90_000 }, async () => {
  const { db, owner } = database
  const count = 12_000
  await plantManyWallets(owner, { count, since: at(0) })
  await plantLastRun()
  await owner.begin(async (tx) => {
    await tx`select from wallets where id = (select max(id) from wallets) for update`
    const run = spawn(process.execPath, ['--import', 'tsx', 'cli/bill.ts', '--as-of', at(12).toISOString()], {
      env: { ...process.env, DATABASE_URL: database.url, OUTAGE_FORGIVEN_AFTER_HOURS: '6' },
      stdio: 'ignore',
    })
    for (let billed = 0; billed < 10_000; await sleep(10)) {
      const [row] = await owner`select coalesce(sum(wallets_billed), 0)::int as billed from billing_ranges`
      billed = row?.billed
    }
    run.kill('SIGKILL')
    await once(run, 'exit')
  })
  await letFallSilent(owner)
  // What is given back was decided when the run began.
  const summary = await runBilling(db, { asOf: at(12), allowFuture: true })
  expect(summary).toMatchObject({ runId: '2', totals: { RUB: `${count * 900}.00` } })
  const [sums] = await owner`
    select (select count(*)::int from wallets where balance = 10000) as exact,
           count(*) filter (where type = 'usage')::int as usage,
           count(*) filter (where reason = ${OUTAGE_FORGIVEN} and amount = 90000)::int as given from transactions`
  expect(sums).toEqual({ exact: count, usage: 2 * count, given: count })
  expect(await verifyLedger(db)).toEqual([])
})
