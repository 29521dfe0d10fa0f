import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { billDueHour } from './bill-due-hour'
import { billOneRange } from './bill-one-range'
import { billRange } from './bill-range'
import { BATCH_WALLETS, claimRange, RANGE_WALLETS } from './billing-range'
import { letFallSilent } from './let-fall-silent.fixture'
import { listBillingRuns } from './list-billing-runs'
import { openBillingRun } from './open-billing-run'
import { runBilling } from './run-billing'

/** Three ranges, the last of them short. */
const WALLETS = 55_000

let database: TestDatabase
let asOf: Date

beforeEach(async () => {
  database = await createTestDatabase()
  const now = await appNow(database.db)
  asOf = new Date(now.getTime() - (now.getTime() % HOUR_MS))
})
afterEach(() => database.close())

const plant = (count: number) =>
  plantManyWallets(database.owner, { count, since: new Date(asOf.getTime() - HOUR_MS) })

/** The command itself, as a process of its own. */
function spawnBilling(...more: string[]): ChildProcess {
  const args = ['--import', 'tsx', 'cli/bill.ts', '--as-of', asOf.toISOString(), ...more]
  return spawn(process.execPath, args, {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: 'ignore',
  })
}

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(10)) if (await holds()) return
  throw new Error(`not within a minute: ${what}`)
}

async function billed(): Promise<number> {
  const [row] = await database.owner`select coalesce(sum(wallets_billed), 0)::int as sum from billing_ranges`
  return row?.sum
}

/** Everybody paid one hour, once, and the ledger adds up. */
async function expectExact(count: number) {
  const [paid] = await database.owner`
    select count(*) filter (where balance = 85000)::int as exact,
           (select count(*)::int from transactions where type = 'usage') as rows from wallets`
  expect(paid).toEqual({ exact: count, rows: count })
  expect(await verifyLedger(database.db)).toEqual([])
}

const runs = () =>
  database.owner`select id, status, wallets_billed, totals, resumed_at from billing_runs order by id`

test('killed again and again, with two workers, it goes on under the same row until it is done', {
  timeout: 120_000,
}, async () => {
  await plant(WALLETS)
  // Somebody holds the last wallet, so that no run comes to its end before it is killed.
  await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = (select max(id) from wallets) for update`
    for (const least of [5_000, 20_000]) {
      const run = spawnBilling('--workers', '2')
      await until(`${least} wallets billed`, async () => (await billed()) >= least)
      run.kill('SIGKILL')
      await once(run, 'exit')
      await letFallSilent(database.owner)
    }
    expect(await runs()).toMatchObject([{ id: '1', status: 'running' }])
    expect(await billed()).toBeLessThan(WALLETS)
  })
  // A tick of the hourly job finds it, as the command does, and what was done is not done again.
  const summary = await billDueHour(database.db, { workers: 2 })
  expect(summary).toMatchObject({
    runId: '1',
    walletsBilled: WALLETS,
    totals: { RUB: `${WALLETS * 150}.00` },
  })
  const [run, ...others] = await runs()
  expect(others).toEqual([])
  expect(run).toMatchObject({ status: 'finished', wallets_billed: WALLETS, resumed_at: expect.any(Date) })
  const { rows } = await listBillingRuns(database.db, { limit: 1 })
  expect(rows).toMatchObject([{ status: 'finished', isResumed: true, progress: null }])
  expect(await billDueHour(database.db)).toBeNull()
  await expectExact(WALLETS)
})

test('processes and ticks at once share one run: each wallet is in the hands of one, and all say the same', {
  timeout: 120_000,
}, async () => {
  await plant(WALLETS)
  const command = spawnBilling('--workers', '2')
  const [exit, ...summaries] = await Promise.all([
    once(command, 'exit'),
    ...Array.from({ length: 3 }, () => billDueHour(database.db)),
    runBilling(database.db, { asOf, workers: 2 }),
  ])
  expect(exit).toEqual([0, null])
  const [run, ...others] = await runs()
  expect(run).toMatchObject({ status: 'finished', wallets_billed: WALLETS, resumed_at: null })
  // Whoever came after the end began one of its own, in which nothing was left to do.
  for (const other of others) expect(other).toMatchObject({ status: 'finished', wallets_billed: 0 })
  const whole = { runId: '1', walletsBilled: WALLETS, totals: { RUB: `${WALLETS * 150}.00` } }
  const joined = summaries.filter((summary) => summary?.runId === '1')
  expect(joined.length).toBeGreaterThan(0)
  for (const summary of joined) expect(summary).toMatchObject(whole)
  await expectExact(WALLETS)
})

test('two workers bill at the same time, each on a connection of its own', { timeout: 60_000 }, async () => {
  await plant(WALLETS)
  // Somebody holds a wallet of the first range: one worker waits there, the other does all the rest.
  const run = await database.owner.begin(async (tx) => {
    await tx`select from wallets where id = (select min(id) from wallets) for update`
    const working = runBilling(database.db, { asOf, workers: 2 })
    await until('the other ranges billed', async () => (await billed()) === WALLETS - 25_000)
    return { working }
  })
  await run.working
  await expectExact(WALLETS)
})

test('a holder that was overtaken commits nothing more', async () => {
  await plant(100)
  const { db, owner } = database
  const run = (await openBillingRun(db, { asOf }))!
  const slow = (await claimRange(db, { runId: run.id, holder: 'slow' }))!
  expect(await claimRange(db, { runId: run.id, holder: 'quick' })).toBeNull()
  await letFallSilent(owner)
  const quick = (await claimRange(db, { runId: run.id, holder: 'quick' }))!
  await billRange(db, run, slow)
  expect(await billed()).toBe(0)
  expect(await owner`select from transactions where type = 'usage'`).toHaveLength(0)
  await billRange(db, run, quick)
  await billRange(db, run, slow)
  expect(await billed()).toBe(100)
  await expectExact(100)
})

test('a holder in the middle of a batch is not overtaken, however long it waits', async () => {
  await plant(100)
  const { db, owner } = database
  const run = (await openBillingRun(db, { asOf }))!
  const range = (await claimRange(db, { runId: run.id, holder: 'patient' }))!
  await owner`update billing_ranges set heartbeat_at = heartbeat_at - interval '1 hour'`
  const { billing } = await owner.begin(async (tx) => {
    await tx`select from wallets where id = ${range.upToId.toString()} for update`
    const billing = billRange(db, run, range)
    await until('it waits', async () => {
      const waiting =
        await owner`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
      return waiting.length > 0
    })
    expect(await claimRange(db, { runId: run.id, holder: 'eager' })).toBeNull()
    return { billing }
  })
  await billing
  await expectExact(100)
})

test('a range that cannot be billed is tried again, then given up: the rest is billed, the run says why, and is taken up', {
  timeout: 60_000,
}, async () => {
  await plant(WALLETS)
  const { db, owner } = database
  await owner.unsafe(`
    create function refuse_one() returns trigger language plpgsql as $$
    begin raise exception 'wallet % is broken', new.id; end $$;
    create trigger refuse_one before update on wallets for each row when (old.id = 12000) execute function refuse_one()`)
  await expect(runBilling(db, { asOf, workers: 2 })).rejects.toThrow()
  const failed = {
    id: 1n,
    status: 'failed',
    error: 'wallet 12000 is broken',
    // Of its range, what comes before the batch that it is in.
    walletsBilled: WALLETS - RANGE_WALLETS + (11_999 - (11_999 % BATCH_WALLETS)),
  }
  expect((await listBillingRuns(db, { limit: 9 })).rows).toMatchObject([failed])
  await expect(billOneRange(db, { runId: 1n, number: 0 })).rejects.toThrow()
  expect((await listBillingRuns(db, { limit: 9 })).rows).toMatchObject([failed])
  await owner.unsafe('drop trigger refuse_one on wallets')
  expect(await billDueHour(db)).toMatchObject({ runId: '1', walletsBilled: WALLETS })
  const { rows } = await listBillingRuns(db, { limit: 9 })
  expect(rows).toMatchObject([{ status: 'finished', error: null, isResumed: true }])
  await expectExact(WALLETS)
})

test('hours that were missed are billed by one run, which says how many and closes what a kill had left', async () => {
  await plant(10)
  const { db, owner } = database
  await owner`insert into billing_runs (as_of, finished_at, status)
              values (${new Date(asOf.getTime() - 5 * HOUR_MS)}, now(), 'finished')`
  await openBillingRun(db, { asOf: new Date(asOf.getTime() - 3 * HOUR_MS) })
  await owner`update billing_runs set heartbeat_at = now() - interval '2 hours' where status = 'running'`
  await billDueHour(db)
  expect((await listBillingRuns(db, { limit: 9 })).rows).toMatchObject([
    { status: 'finished', hours: 5, walletsBilled: 10 },
    { status: 'failed', hours: 2, error: 'It stopped before it finished; run 3 caught up.' },
    { status: 'finished', hours: null },
  ])
  expect(await billOneRange(db, { runId: 2n, number: 0 })).toEqual({ range: 'left', run: 'failed' })
  await expectExact(10)
})

test('in a transaction there is one worker, and all of it is undone with the transaction', async () => {
  await plant(10)
  const { db } = database
  const undone = db.transaction(async (tx) => {
    expect(await runBilling(tx, { asOf })).toMatchObject({ walletsBilled: 10 })
    await expect(runBilling(tx, { asOf, workers: 2 })).rejects.toThrow('one connection')
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  expect(await runs()).toHaveLength(0)
  expect(await db.execute(sql`select from transactions where type = 'usage'`)).toHaveLength(0)
})
