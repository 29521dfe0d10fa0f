import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { appNow } from '@/db/now'
import { jobs } from '@/inngest/jobs'
import { letFallSilent } from '@/lib/billing/runs/let-fall-silent.fixture'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { startInngestServer } from './inngest-server.fixture'

/** Three ranges, the last of which is short. */
const WALLETS = 60_000
/** A wallet in the middle of the second range. */
const IN_THE_WAY = 30_000

const HOURLY = '0 * * * *'
const CATCH_UP = '5-55/5 * * * *'

let database: TestDatabase
let inngest: Awaited<ReturnType<typeof startInngestServer>>
const children: ChildProcess[] = []

beforeEach(async () => {
  database = await createTestDatabase()
  const now = await appNow(database.db)
  const hour = now.getTime() - (now.getTime() % HOUR_MS)
  await plantManyWallets(database.owner, { count: WALLETS, since: new Date(hour - HOUR_MS) })
}, 60_000)
afterEach(async () => {
  await killAll()
  await inngest.close()
  await database.close()
})

/** Another server of the application, in a process of its own. @returns where Inngest finds its jobs. */
async function startApp(): Promise<string> {
  const script = fileURLToPath(new URL('./app-process.fixture.ts', import.meta.url))
  const variables = {
    DATABASE_URL: database.url,
    INNGEST_BASE_URL: inngest.url,
    INNGEST_SIGNING_KEY: inngest.signingKey,
    INNGEST_EVENT_KEY: inngest.eventKey,
    BILLING_WORKERS: '2',
  }
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables },
  })
  children.push(child)
  let errors = ''
  child.stderr.on('data', (text: Buffer) => {
    errors += text
  })
  for await (const line of createInterface({ input: child.stdout })) return `${line}/api/inngest`
  throw new Error(`The server ended before it listened.\n${errors}`)
}

async function killAll(): Promise<void> {
  for (const child of children.splice(0)) {
    const ended = once(child, 'exit')
    if (child.kill('SIGKILL')) await ended
  }
}

/** A call that Inngest did not sign, or signed for another body. */
async function statusOfForgedCall(app: string | undefined, signature: string | undefined): Promise<number> {
  const { status } = await fetch(`${app}?fnId=hourglass-hourly-billing&stepId=step`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(signature && { 'x-inngest-signature': signature }),
    },
    body: '{"event":{},"events":[],"steps":{},"ctx":{"run_id":"1"},"version":2}',
  })
  return status
}

const ranges = () => database.owner<{ number: number; is_done: boolean; has_begun: boolean }[]>`
  select number, done_id = up_to_id as is_done, done_id > after_id as has_begun from billing_ranges order by number`

test.each([
  ['step by step', false],
  ['with checkpoints', true],
])(
  'Inngest drives several servers %s, delivers twice, and all of them are killed: everybody pays once',
  {
    timeout: 120_000,
  },
  async (_how, checkpoints) => {
    inngest = await startInngestServer({ deliveries: 2, checkpoints })
    const { db, owner } = database
    const apps = await Promise.all([startApp(), startApp()])
    for (const app of apps) await inngest.sync(app)
    for (const signature of [undefined, inngest.sign({ another: 'body' })])
      expect(await statusOfForgedCall(apps[0], signature)).toBe(401)
    expect(await ranges()).toEqual([])
    expect([...inngest.functions.keys()].sort()).toEqual(
      [...jobs.map(({ id }) => `hourglass-${id}`), 'hourglass-billing-range'].sort(),
    )

    // A lock keeps the second range where it is; the others are billed beside it.
    await owner.begin(async (held) => {
      await held`select id from wallets where id = ${IN_THE_WAY} for update`
      inngest.tick(HOURLY)
      await expect
        .poll(ranges, { timeout: 60_000, interval: 50 })
        .toEqual([0, 1, 2].map((number) => ({ number, is_done: number !== 1, has_begun: true })))
      await killAll()
    })
    await inngest.idle()
    expect(inngest.runs.some(({ status }) => status === 'failed')).toBe(true)
    expect(await verifyLedger(db)).toEqual([])

    // A new server comes up, and the next tick finds what was left.
    await inngest.sync(await startApp())
    await letFallSilent(owner)
    inngest.tick(CATCH_UP)
    await inngest.idle()
    const outputs = inngest.runs.slice(-2).map(({ output }) => output)
    expect(outputs).toContainEqual({ id: '1/1', range: 'billed', run: 'finished' })
    expect(outputs).toContainEqual(expect.objectContaining({ id: '1/1', range: 'left' }))
    const runs = await owner`select status, wallets_billed, totals from billing_runs`
    expect([...runs]).toEqual([
      { status: 'finished', wallets_billed: WALLETS, totals: { RUB: `${WALLETS * 150}.00` } },
    ])
    expect(await verifyLedger(db)).toEqual([])
    inngest.tick(HOURLY)
    await inngest.idle()
    expect(inngest.runs.at(-1)).toMatchObject({ functionId: 'hourglass-hourly-billing', output: null })
    // Ids and counts went through Inngest, and never money.
    expect(inngest.seen.filter((body) => /\d\.\d\d\b|balance|charged|totals/.test(body))).toEqual([])
  },
)
