import type { Database } from '@/db/client'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { listWholeLog } from '@/lib/ledger/log/list-whole-log'
import type { Page } from '@/lib/page'
import { HOUR_MS } from '@/lib/time'
import { plantRows, SINCE } from './plant-log'
import { type BenchResult, median, percentile, timeMs } from './result'
import type { ScratchServer } from './scratch-server'
import { vacuumFilled } from './vacuum-filled'

const SMALL_ROWS = 1_000_000
const LARGE_ROWS = 10_000_000

const LIMIT = 50
const DEEP_PAGE = 10_000
const READS = 300
const ROUNDS = 3

type Read = () => Promise<Page<unknown>>
type Log = { db: Database; reads: Record<string, Read> }

/**
 * Pages of the log, however deep, of whatever type and date, of a user with a tenth of ten million rows and of
 * everybody, against that user's first page in a log of a million.
 */
export async function benchLogPages(server: ScratchServer): Promise<BenchResult[]> {
  const small = await plantLog(server, SMALL_ROWS)
  const large = await plantLog(server, LARGE_ROWS)
  const yardstickMs: number[] = []
  const p99Ms: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS; round += 1) {
    yardstickMs.push(await p99Of(small.reads['user, page 1']))
    for (const [name, read] of Object.entries(large.reads))
      p99Ms[name] = [...(p99Ms[name] ?? []), await p99Of(read)]
  }
  const yardstick = median(yardstickMs)
  const ratios = Object.entries(p99Ms).map(([name, samples]) => [name, median(samples) / yardstick] as const)
  return [
    {
      name: 'log-pages',
      ratio: Math.max(...ratios.map(([, ratio]) => ratio)),
      target: 2,
      better: 'lower',
      yardstick: `the p99 of the user's first page in a log of ${SMALL_ROWS} rows; the figure is the slowest of all kinds of pages in one of ${LARGE_ROWS}`,
      detail: {
        yardstickMs: yardstick.toFixed(2),
        ...Object.fromEntries(ratios.map(([name, ratio]) => [name, ratio.toFixed(2)])),
      },
    },
  ]
}

async function p99Of(read: Read | undefined): Promise<number> {
  if (!read) throw new Error('There is no such kind of page.')
  const timesMs: number[] = []
  for (let count = 0; count < READS; count += 1) timesMs.push(await timeMs(read))
  return percentile(timesMs, 0.99)
}

async function plantLog(server: ScratchServer, rows: number): Promise<Log> {
  const { db, owner } = await server.openDatabase(`log_${rows}`)
  const userId = await plantRows(owner, rows)
  await vacuumFilled(owner)
  const from = new Date(SINCE.getTime() + 30 * HOUR_MS)
  const to = new Date(SINCE.getTime() + 50 * HOUR_MS)
  const user =
    (query: object): Read =>
    () =>
      listTransactions(db, { userId, limit: LIMIT, ...query })
  const whole =
    (query: object): Read =>
    () =>
      listWholeLog(db, { limit: LIMIT, ...query })
  const deep = await walk(user, DEEP_PAGE)
  const last = await walk(user, Number.POSITIVE_INFINITY)
  const reads: Record<string, Read> = {
    'user, page 1': user({}),
    [`user, page ${DEEP_PAGE}`]: user({ cursor: deep }),
    'user, last page': user({ cursor: last }),
    'user, dates': user({ from, to }),
    'everybody, page 1': whole({}),
    [`everybody, page ${DEEP_PAGE}`]: whole({ cursor: await walk(whole, DEEP_PAGE) }),
    'everybody, dates': whole({ from, to }),
  }
  for (const type of ['usage', 'charge', 'top_up']) {
    reads[`user, ${type}`] = user({ type })
    reads[`user, ${type}, dates`] = user({ type, from, to })
    reads[`everybody, ${type}`] = whole({ type })
  }
  return { db, reads }
}

/** Goes on from page to page. @returns the cursor of the page asked for, or of the last one if there are fewer. */
async function walk(list: (query: object) => Read, page: number): Promise<string | undefined> {
  let cursor: string | undefined
  for (let reached = 1; reached < page; reached += 1) {
    const { nextCursor } = await list({ ...(cursor && { cursor }) })()
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return cursor
}
