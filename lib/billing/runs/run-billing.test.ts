import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { billingRuns } from '@/db/schema'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { plantTariff, plantWallet } from '@/lib/testing/fixtures'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { suspendDepleted } from '../running-dry/suspend-depleted'
import { startSubscription } from '../subscriptions/start-subscription'
import { readSubscription } from '../subscriptions/subscription'
import { billDueHour } from './bill-due-hour'
import { BATCH_WALLETS } from './billing-range'
import { runBilling } from './run-billing'

let database: TestDatabase
let now: Date

beforeAll(async () => {
  database = await createTestDatabase()
  now = await appNow(database.db)
})
afterAll(() => database.close())

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * HOUR_MS)

/** A user whose subscription has run for some hours. */
async function plantRunning({ balanceMinor, hours }: { balanceMinor: bigint; hours: number }) {
  const { db } = database
  const asOf = hoursAgo(hours)
  const wallet = await plantWallet(db, { balanceMinor, asOf })
  const tariffId = await plantTariff(db, { hourlyRateMicros: 15_000_000_000n })
  const wish = { userId: wallet.userId, tariffId, quantity: 1, name: '', asOf }
  const result = await db.transaction((tx) => startSubscription(tx, wish))
  if (!result.ok) throw new Error('it has money')
  return { ...wallet, subscriptionId: result.subscription.id }
}

test('bills every wallet once, however often it runs, and says what it did', async () => {
  const { db } = database
  const rich = await plantRunning({ balanceMinor: 1_000_000n, hours: 2 })
  const poor = await plantRunning({ balanceMinor: 20_000n, hours: 2 })
  const summary = await runBilling(db, { asOf: now })
  expect(summary).toMatchObject({ walletsBilled: 2, walletsSuspended: 1, totals: { RUB: '500.00' } })
  expect(await runBilling(db, { asOf: now })).toMatchObject({
    walletsBilled: 0,
    walletsSuspended: 0,
    totals: {},
  })
  await Promise.all(Array.from({ length: 5 }, () => runBilling(db, { asOf: now })))
  expect((await findWallet(db, rich))?.balanceMinor).toBe(970_000n)
  expect((await findWallet(db, poor))?.balanceMinor).toBe(0n)
  const suspended = await readSubscription(db, { ...poor, asOf: now })
  expect(suspended).toMatchObject({
    status: 'suspended',
    entitled: false,
    suspendedAt: hoursAgo(2 - 80 / 60),
  })
  const [run] = await db.select().from(billingRuns).orderBy(asc(billingRuns.id))
  expect(run).toMatchObject({
    status: 'finished',
    walletsBilled: 2,
    walletsSuspended: 1,
    totals: { RUB: '500.00' },
  })
  expect(run?.finishedAt).not.toBeNull()
})

test('refuses to bill time that has not passed', async () => {
  const asOf = hoursAgo(-1)
  await expect(runBilling(database.db, { asOf })).rejects.toMatchObject({
    code: 'invalid_request',
    field: 'as_of',
  })
  expect(await runBilling(database.db, { asOf, allowFuture: true })).toMatchObject({
    asOf: asOf.toISOString(),
  })
})

test('a tick that was lost is caught up, one that comes twice finds nothing to do', async () => {
  const fresh = await createTestDatabase()
  const first = await billDueHour(fresh.db)
  expect(first?.asOf).toMatch(/:00:00\.000Z$/)
  expect(await billDueHour(fresh.db)).toBeNull()
  await fresh.close()
})

test('a run up to an instant to come does not switch the hours until then off', async () => {
  const fresh = await createTestDatabase()
  const until = new Date((await appNow(fresh.db)).getTime() + 48 * HOUR_MS)
  await runBilling(fresh.db, { asOf: until, allowFuture: true })
  expect(await billDueHour(fresh.db)).not.toBeNull()
  await fresh.close()
})

test('what ran dry is suspended without waiting for the hour', async () => {
  const { db } = database
  const poor = await plantRunning({ balanceMinor: 100n, hours: 1 })
  const rich = await plantRunning({ balanceMinor: 1_000_000n, hours: 1 })
  expect(await suspendDepleted(db)).toBe(1)
  expect(await readSubscription(db, { ...poor, asOf: now })).toMatchObject({ status: 'suspended' })
  expect((await findWallet(db, rich))?.balanceMinor).toBe(1_000_000n)
})

test('killed in the middle, it is finished by the next run and charges nobody twice', {
  timeout: 90_000,
}, async () => {
  const many = await createTestDatabase()
  const count = 12_000
  const beforeLast = count - (count % BATCH_WALLETS || BATCH_WALLETS)
  const asOf = await appNow(many.db)
  await plantManyWallets(many.owner, { count, since: new Date(asOf.getTime() - HOUR_MS) })
  // Somebody holds the last wallet, so the run stands before its last batch when it is killed.
  const killed = await many.owner.begin(async (tx) => {
    await tx`select 1 from wallets where id = (select max(id) from wallets) for update`
    const run = spawnBilling(many.url, asOf)
    await untilBilled(many, beforeLast)
    run.kill('SIGKILL')
    await once(run, 'exit')
    return many.owner`select count(*)::int as count from wallets where last_hourly_billing = ${asOf}`
  })
  expect(killed).toEqual([{ count: beforeLast }])
  await runBilling(many.db, { asOf })
  const [paid] = await many.owner`
    select count(*)::int as wallets, count(*) filter (where balance = 85000)::int as exact,
           (select count(*)::int from transactions where type = 'usage') as rows from wallets`
  expect(paid).toEqual({ wallets: count, exact: count, rows: count })
  expect(await verifyLedger(many.db)).toEqual([])
  await many.close()
})

/** The command itself, as a process of its own. */
function spawnBilling(databaseUrl: string, asOf: Date): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'cli/bill.ts', '--as-of', asOf.toISOString()], {
    env: { ...process.env, DATABASE_URL: databaseUrl },
    stdio: 'ignore',
  })
}

async function untilBilled({ owner }: TestDatabase, wallets: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 60_000; waitedMs += 10) {
    const [run] = await owner`select sum(wallets_billed)::int as billed from billing_ranges`
    if ((run?.billed ?? 0) >= wallets) return
    await sleep(10)
  }
  throw new Error('the billing run did not come that far within a minute')
}
