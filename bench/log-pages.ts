import type postgres from 'postgres'
import type { Database } from '@/db/client'
import { listTransactions } from '@/lib/ledger/list-transactions'
import { listWholeLog } from '@/lib/ledger/list-whole-log'
import type { Page } from '@/lib/page'
import { HOUR_MS } from '@/lib/time'
import { type BenchResult, median, percentile, timeMs } from './result'
import type { ScratchServer } from './scratch-server'

const SMALL_ROWS = 1_000_000
const LARGE_ROWS = 10_000_000

/** A tenth of the log is one user's; every other wallet has so many rows. */
const ROWS_OF_OTHERS = 100
const LIMIT = 50
const DEEP_PAGE = 10_000
const READS = 300
const ROUNDS = 3
const SINCE = new Date(Date.UTC(2025, 0, 1))

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
  await owner`vacuum analyze`
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

/** Rows as billing and charges write them, with their links, in the order of time. @returns the user with a tenth. */
async function plantRows(owner: postgres.Sql, rows: number): Promise<string> {
  const hot = rows / 10
  const others = (rows - hot) / ROWS_OF_OTHERS
  // The user's rows lie as close as it takes for all of them to fit into the hours of the others.
  const stepMs = Math.floor((ROWS_OF_OTHERS * HOUR_MS) / hot)
  return owner.begin(async (tx) => {
    await tx`insert into users (email) select 'log-' || n || '@example.test' from generate_series(0, ${others}::int) n`
    await tx`
      insert into wallets (user_id, currency, balance, seq, last_posted_at, last_usage_at)
      select id, 'RUB', 1000000, ${ROWS_OF_OTHERS}, ${SINCE}::timestamptz + ${ROWS_OF_OTHERS} * interval '1 hour',
             ${SINCE}::timestamptz + ${ROWS_OF_OTHERS} * interval '1 hour' from users order by id`
    const [first] = await tx<
      [{ id: string; user_id: string }]
    >`select id, user_id from wallets order by id limit 1`
    await tx`
      insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                      period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
      select w.id, n, w.user_id, 'usage', -1, 1000000, at, at - interval '1 hour', at, 1000000,
             case when n > 1 then at - interval '1 hour' end, case when n > 1 then at - interval '1 hour' end, 'billing'
        from generate_series(1, ${ROWS_OF_OTHERS}) n
       cross join lateral (select ${SINCE}::timestamptz + n * interval '1 hour' as at) hour
       cross join wallets w where w.id <> ${first.id} order by n, w.id`
    await tx`
      create temporary table hot on commit drop as
      select n, at, type, lag(at) over log as previous_at,
             max(at) filter (where type = 'usage') over (log rows between unbounded preceding and 1 preceding)
               as previous_usage_at
        from (select n, ${SINCE}::timestamptz + n * ${stepMs}::int * interval '1 millisecond' as at,
                     case when n % 1000 = 0 then 'top_up' when n % 3 = 0 then 'usage' else 'charge' end as type
                from generate_series(1, ${hot}::int) n) rows window log as (order by n)`
    await tx`
      insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, period_start, period_end,
                                hourly_rate_micros, previous_at, previous_usage_at, actor)
      select ${first.id}, n, ${first.user_id}, type, case when type = 'top_up' then 1 else -1 end, 1000000, at,
             case when type = 'usage' then at - interval '1 ms' end, case when type = 'usage' then at end,
             case when type = 'usage' then 1000000 end, previous_at, previous_usage_at, 'bench'
        from hot order by n`
    await tx`
      update wallets set seq = ${hot}, last_posted_at = (select max(at) from hot),
                         last_usage_at = (select max(at) from hot where type = 'usage') where id = ${first.id}`
    return first.user_id
  })
}
