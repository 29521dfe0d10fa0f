import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { foreignCursor, type Page, pageOf } from '../page'
import { monthFrom, parseMonth, type StatementMonth } from './statement-month'

/** A month of a wallet in which something moved. */
export type StatementSummary = StatementMonth & {
  currency: string
  /** Minor units: the balance before the first and after the last row of the month. */
  openingMinor: bigint
  closingMinor: bigint
  /** Whether the month is not over, so that more may come. */
  isSoFar: boolean
}

type Row = { month: string; currency: string; opening: string; closing: string }

/**
 * A page of a user's statements: the months in which a wallet moved, newest first, by currency within one. Each takes one
 * look-up in the log, however many rows it has.
 * @throws AppError `invalid_request` for a cursor that this list has not given.
 */
export async function listStatements(
  db: Database,
  query: { userId: string; currency?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<StatementSummary>> {
  const { userId, currency, limit, cursor } = query
  const before = cursor === undefined ? sql`null::timestamptz` : beforeOf(cursor)
  const rows = await db.execute<Row>(sql`
    select m.month, w.currency, m.opening, m.closing
      from wallets w cross join lateral wallet_months(w.id, ${before}, ${limit + 1}) m
     where w.user_id = ${userId} ${currency === undefined ? sql`` : sql`and w.currency = ${currency}`}
     order by m.month desc, w.currency
     limit ${limit + 1}`)
  const now = await appNow(db)
  const found = rows.map((row) => {
    const period = monthFrom(new Date(row.month))
    return {
      ...period,
      currency: row.currency,
      openingMinor: BigInt(row.opening),
      closingMinor: BigInt(row.closing),
      isSoFar: now < period.to,
    }
  })
  return pageOf(found, limit, (last) => `${last.month}-${last.currency}`)
}

/** Currencies that follow within the month of the last row still have that month to show; the others have not. */
function beforeOf(cursor: string) {
  const [, month = '', currency = ''] = /^(\d{4}-\d{2})-([A-Z]{3})$/.exec(cursor) ?? []
  if (currency === '') throw foreignCursor()
  const { from, to } = readMonth(month)
  return sql`case when w.currency > ${currency} then ${to.toISOString()}::timestamptz
                  else ${from.toISOString()}::timestamptz end`
}

function readMonth(month: string): StatementMonth {
  try {
    return parseMonth(month)
  } catch {
    throw foreignCursor()
  }
}
