import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { foreignCursor, type Page } from '@/lib/page'
import type { LogFilter } from './list-transactions'
import { decodePlaces, encodePlaces, type LogPlace } from './log-place'
import { fromLogRow, type LogRow, logRow } from './log-row'
import type { LedgerTransaction } from './transaction'

/** Which rows of everyone's log to list, newest first. */
export type WholeLogQuery = LogFilter & {
  limit: number
  /** Where the page before ended, as it said. */
  cursor?: string | undefined
}

/** A currency of so few wallets may be rare in the log: then their own logs are merged. */
const FEW_WALLETS = 200

/**
 * A page of the log of all users. The key of the log is read in its order, what is not usage by the index of its type.
 * The caller has checked that an operator asks.
 * @returns the rows, and the cursor of the next page or null at the end.
 * @throws AppError `invalid_request` for a cursor that is none.
 */
export async function listWholeLog(
  db: Database,
  { cursor, limit, ...filter }: WholeLogQuery,
): Promise<Page<LedgerTransaction>> {
  const place = cursor === undefined ? null : onlyPlace(decodePlaces(cursor))
  const few = filter.currency === undefined ? null : await fewWalletsOf(db, filter.currency)
  const rows = few ? mergedLogs(few, filter, place, limit + 1) : rowsByKey(filter, place)
  const found = await db.execute<LogRow>(sql`
    select ${logRow}
      from ${rows}
     order by t.datetime desc, t.wallet_id desc, t.seq desc
     limit ${limit + 1}`)
  const listed = found.map(fromLogRow)
  const next = listed[limit]
  return { rows: listed.slice(0, limit), nextCursor: next ? encodePlaces([next]) : null }
}

function onlyPlace([place, ...more]: LogPlace[]): LogPlace {
  if (!place || more.length > 0) throw foreignCursor()
  return place
}

/** The wallets of a currency, or null if they are many. */
async function fewWalletsOf(db: Database, currency: string): Promise<string[] | null> {
  const rows = await db.execute<{ id: string }>(sql`
    select id from wallets where currency = ${currency} limit ${FEW_WALLETS + 1}`)
  return rows.length > FEW_WALLETS ? null : rows.map(({ id }) => id)
}

/** What a currency of many wallets does is frequent, so its rows are found on the way. */
function rowsByKey({ currency, type, from, to }: LogFilter, place: LogPlace | null): SQL {
  return sql`transactions t join wallets w on w.id = t.wallet_id
     where true
       ${type ? sql`and t.type = ${type}` : sql``}
       ${type && type !== 'usage' ? sql`and t.type <> 'usage'` : sql``}
       ${currency ? sql`and w.currency = ${currency}` : sql``}
       ${from ? sql`and t.datetime >= ${instant(from)}` : sql``}
       ${to ? sql`and t.datetime < ${instant(to)}` : sql``}
       ${
         place
           ? sql`and (t.datetime, t.wallet_id, t.seq)
                   <= (${instant(place.datetime)}, ${place.walletId}::bigint, ${place.seq}::bigint)`
           : sql``
       }`
}

/** The logs of given wallets, each from where the next page begins. */
function mergedLogs(
  walletIds: string[],
  { type, from, to }: LogFilter,
  place: LogPlace | null,
  most: number,
): SQL {
  const before = place
    ? // Wallets of a lower number follow in the same millisecond, those of a higher one have gone before.
      sql`least(${to ? instant(to) : null},
                ${instant(place.datetime)} + case when w.id <= ${place.walletId}::bigint then interval '1 ms' else interval '0' end)`
    : sql`${to ? instant(to) : null}`
  const next = place
    ? sql`case when w.id = ${place.walletId}::bigint then ${instant(place.datetime)} end, ${place.seq}::bigint`
    : sql`null, null`
  return sql`wallets w
     cross join lateral wallet_log(w.id, ${type ?? null}, ${from ? instant(from) : null}, ${before}, ${next}, ${most}) t
     where w.id = any(${`{${walletIds.join(',')}}`}::bigint[])`
}

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`
