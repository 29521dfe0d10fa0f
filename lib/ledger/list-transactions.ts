import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { TransactionType } from '@/db/schema'
import { foreignCursor, type Page } from '../page'
import type { LedgerTransaction } from './transaction'

/** Which rows of a user's log to list, newest first. */
export type TransactionQuery = {
  userId: string
  currency?: string | undefined
  type?: TransactionType | undefined
  /** Posted at or after. */
  from?: Date | undefined
  /** Posted before. */
  to?: Date | undefined
  limit: number
  /** Where the page before ended, as it said. */
  cursor?: string | undefined
}

type Row = {
  wallet_id: string
  seq: string
  user_id: string
  type: TransactionType
  amount: string
  balance: string
  currency: string
  reason: string
  datetime: string
  period_start: string | null
  period_end: string | null
  hourly_rate_micros: string | null
  payment_id: string | null
}

/**
 * A page of a user's log over all their wallets. Within a wallet rows are found by their number, which the key
 * orders, so that page 10 000 costs what page 1 costs; the few wallets of a user are merged by time.
 * @returns the rows, and the cursor of the next page or null at the end.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listTransactions(
  db: Database,
  query: TransactionQuery,
): Promise<Page<LedgerTransaction>> {
  const before = query.cursor === undefined ? null : decodeCursor(query.cursor)
  const unseen =
    before === null ? sql`` : sql`and t.seq < (${JSON.stringify(before)}::jsonb ->> w.id::text)::bigint`
  const found = await db.execute<Row>(sql`
    select t.wallet_id, t.seq, t.user_id, t.type, t.amount, t.balance, w.currency, t.reason, t.datetime,
           t.period_start, t.period_end, t.hourly_rate_micros, t.payment_id
      from wallets w
     cross join lateral (
       select * from transactions t
        where t.wallet_id = w.id
          ${unseen}
          ${query.type ? sql`and t.type = ${query.type}` : sql``}
          ${query.from ? sql`and t.datetime >= ${query.from.toISOString()}::timestamptz` : sql``}
          ${query.to ? sql`and t.datetime < ${query.to.toISOString()}::timestamptz` : sql``}
        order by t.seq desc
        limit ${query.limit + 1}) t
     where w.user_id = ${query.userId} ${query.currency ? sql`and w.currency = ${query.currency}` : sql``}
     order by t.datetime desc, t.wallet_id desc, t.seq desc
     limit ${query.limit + 1}`)
  const rows = found.slice(0, query.limit).map(fromRow)
  const nextCursor = found.length > query.limit ? await encodeCursor(db, query, before, rows) : null
  return { rows, nextCursor }
}

/** For each wallet, the number below which its rows have not been shown yet. */
type Position = Record<string, string>

async function encodeCursor(
  db: Database,
  query: TransactionQuery,
  before: Position | null,
  rows: LedgerTransaction[],
): Promise<string> {
  const position: Position = before ?? (await startOfLog(db, query))
  for (const row of rows) position[row.walletId.toString()] = row.seq.toString()
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** A wallet of which the first page shows nothing starts at its newest row. */
async function startOfLog(db: Database, { userId, currency }: TransactionQuery): Promise<Position> {
  const rows = await db.execute<{ id: string; next: string }>(sql`
    select id, seq + 1 as next from wallets
     where user_id = ${userId} ${currency ? sql`and currency = ${currency}` : sql``}`)
  return Object.fromEntries(rows.map((row) => [row.id, row.next]))
}

function decodeCursor(cursor: string): Position {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const sound =
      typeof position === 'object' &&
      position !== null &&
      !Array.isArray(position) &&
      Object.keys(position).length > 0 &&
      Object.entries(position).every(
        ([walletId, seq]) => /^\d{1,18}$/.test(walletId) && typeof seq === 'string' && /^\d{1,18}$/.test(seq),
      )
    if (sound) return position as Position
  } catch {
    // Not JSON: refused below like any other foreign cursor.
  }
  throw foreignCursor()
}

function fromRow(row: Row): LedgerTransaction {
  return {
    walletId: BigInt(row.wallet_id),
    seq: BigInt(row.seq),
    userId: row.user_id,
    type: row.type,
    amountMinor: BigInt(row.amount),
    balanceMinor: BigInt(row.balance),
    currency: row.currency,
    reason: row.reason,
    datetime: new Date(row.datetime),
    periodStart: row.period_start === null ? null : new Date(row.period_start),
    periodEnd: row.period_end === null ? null : new Date(row.period_end),
    hourlyRateMicros: row.hourly_rate_micros === null ? null : BigInt(row.hourly_rate_micros),
    paymentId: row.payment_id,
  }
}
