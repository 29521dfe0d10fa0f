import { InngestTestEngine, mockCtx } from '@inngest/test'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { appNow } from '@/db/now'
import { env } from '@/lib/env'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { plantManyWallets } from '@/lib/testing/plant-many-wallets'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '@/lib/time'
import { billingRange, billingRangeDue } from './billing-range'
import { jobFunctions } from './job-functions'

const WALLETS = 60_000

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
  vi.stubEnv('DATABASE_URL', database.url)
  expect(env().DATABASE_URL).toBe(database.url)
  const now = await appNow(database.db)
  const hour = now.getTime() - (now.getTime() % HOUR_MS)
  await plantManyWallets(database.owner, { count: WALLETS, since: new Date(hour - HOUR_MS) })
}, 60_000)
afterAll(() => database.close())

/** What the hourly function sends. */
async function plan() {
  const [hourly] = jobFunctions
  if (!hourly) throw new Error('there is an hourly function')
  const sent = vi.fn(async (_id: string, _events: unknown) => ({ ids: [] }))
  const transformCtx = (ctx: Parameters<typeof mockCtx>[0]) => {
    const mocked = mockCtx(ctx)
    mocked.step.sendEvent = sent as never
    return mocked
  }
  const { result } = await new InngestTestEngine({ function: hourly, transformCtx }).execute()
  const events = sent.mock.calls.flatMap(([, payload]) => payload as { name: string; data: object }[])
  return { result, events: events.map(({ name, data }) => ({ name, data })) }
}

const bill = (run: string, range: string) =>
  new InngestTestEngine({
    function: billingRange,
    events: [{ name: billingRangeDue.name, data: { run, range } }],
  }).execute()

test('a run is shared out as one event a range, and billed whole however they arrive', {
  timeout: 90_000,
}, async () => {
  const planned = await plan()
  expect(planned.result).toEqual({ runId: '1', ranges: 3 })
  expect(planned.events).toEqual(
    ['0', '1', '2'].map((range) => ({ name: 'hourglass/billing.range', data: { run: '1', range } })),
  )
  // Out of order, and one of them twice at once.
  const [last, ...both] = await Promise.all([bill('1', '2'), bill('1', '0'), bill('1', '0')])
  expect(last?.result).toEqual({ id: '1/2', range: 'billed', run: 'running' })
  expect(both.map(({ result }) => (result as { range: string }).range).sort()).toEqual(['billed', 'left'])
  // A tick meanwhile sends what is left again.
  expect((await plan()).events).toEqual([{ name: 'hourglass/billing.range', data: { run: '1', range: '1' } }])
  expect((await bill('1', '1')).result).toEqual({ id: '1/1', range: 'billed', run: 'finished' })
  expect((await bill('1', '1')).result).toEqual({ id: '1/1', range: 'left', run: 'finished' })
  expect((await plan()).result).toBeNull()
  const [run] = await database.owner`select status, wallets_billed, totals, resumed_at from billing_runs`
  expect(run).toEqual({
    status: 'finished',
    wallets_billed: WALLETS,
    totals: { RUB: `${WALLETS * 150}.00` },
    resumed_at: null,
  })
  expect(await verifyLedger(database.db)).toEqual([])
})

test('an event of a run that nobody knows, or of something else, does no harm', async () => {
  expect((await bill('999', '0')).result).toEqual({ id: '999/0', range: 'left', run: 'unknown' })
  expect((await bill('1; drop table wallets', '0')).error).toBeDefined()
})

test('as many ranges at once as there are workers, each tried again', () => {
  expect(billingRange.opts).toMatchObject({ concurrency: { limit: 2 }, retries: 3 })
})
