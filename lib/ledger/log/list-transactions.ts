import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { TransactionType } from '@/db/schema'
import type { Page } from '@/lib/page'
import { decodePlaces, encodePlaces, newestFirst } from './log-place'
import { fromLogRow, type LogRow, logRow } from './log-row'
import type { LedgerTransaction } from './transaction'

/** Which rows of the log to list. */
export type LogFilter = {
  currency?: string | undefined
  type?: TransactionType | undefined
  /** Posted at or after. */
  from?: Date | undefined
  /** Posted before. */
  to?: Date | undefined
}

/** Which rows of a user's log to list, newest first. */
export type TransactionQuery = LogFilter & {
  userId: string
  limit: number
  /** Where the page before ended, as it said. */
  cursor?: string | undefined
}

/**
 * A page of a user's log over all their wallets. Each wallet is read from a known row on (function `wallet_log`), so
 * that page 10 000 of a long log costs what page 1 costs; the few wallets of a user are merged by time.
 * @returns the rows, and the cursor of the next page or null at the end. The cursor names the next row of each wallet.
 *   One of another user finds nothing.
 * @throws AppError `invalid_request` for a cursor that is none.
 */
export async function listTransactions(
  db: Database,
  { userId, currency, type, from, to, limit, cursor }: TransactionQuery,
): Promise<Page<LedgerTransaction>> {
  const places = cursor === undefined ? null : decodePlaces(cursor)
  const found = await db.execute<LogRow>(sql`
    select ${logRow}
      from ${places ? walletsAt(places) : sql`wallets w`}
     cross join lateral wallet_log(
       w.id, ${type ?? null}, ${from?.toISOString() ?? null}, ${to?.toISOString() ?? null},
       ${places ? sql`place.at, place.seq` : sql`null, null`}, ${limit + 1}) t
     where w.user_id = ${userId} ${currency ? sql`and w.currency = ${currency}` : sql``}`)
  const merged = found.map(fromLogRow).sort(newestFirst)
  const rest = merged.slice(limit)
  return {
    rows: merged.slice(0, limit),
    nextCursor: rest.length > 0 ? encodePlaces(firstOfEach(rest)) : null,
  }
}

/** Wallets beside the row that each is to be read from. One without is read to its end, or opened since. */
function walletsAt(places: ReturnType<typeof decodePlaces>) {
  const json = places.map(({ walletId, datetime, seq }) => ({
    id: walletId.toString(),
    at: datetime,
    seq: seq.toString(),
  }))
  return sql`json_to_recordset(${JSON.stringify(json)}::json) as place(id bigint, at timestamptz, seq bigint)
      join wallets w on w.id = place.id`
}

function firstOfEach(rows: readonly LedgerTransaction[]): LedgerTransaction[] {
  return [...new Map(rows.toReversed().map((row) => [row.walletId, row])).values()]
}
