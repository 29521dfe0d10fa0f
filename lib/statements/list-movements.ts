import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { TransactionType } from '@/db/schema'
import { TRANSACTION_TYPES } from '../ledger/log/transaction-type'
import type { MovementList, StatementTotal } from './statement'
import type { StatementMonth } from './statement-month'

type Span = { walletId: bigint; month: StatementMonth }

/** More rows than anyone reads are summed by day; the log has each of them. */
export const MOST_LINES = 500

/** Each type has its own place in the index, so the rows of a month are found whatever lies around them. */
const rowsOf = ({ walletId, month: { from, to } }: Span) => sql`
  unnest(${`{${TRANSACTION_TYPES.filter((type) => type !== 'usage').join(',')}}`}::text[]) kind
    cross join lateral (
      select * from transactions
       where type <> 'usage' and wallet_id = ${walletId.toString()}::bigint and type = kind
         and datetime >= ${from.toISOString()}::timestamptz and datetime < ${to.toISOString()}::timestamptz) t`

/** What is not usage in a wallet's month: what each type comes to, and how many rows that is. */
export async function sumMovements(
  db: Database,
  span: Span,
): Promise<(StatementTotal & { count: number })[]> {
  const rows = await db.execute<{ type: TransactionType; count: string; amount: string }>(sql`
    select t.type, count(*) as count, sum(t.amount) as amount from ${rowsOf(span)} group by t.type`)
  return rows.map(({ type, count, amount }) => ({ type, count: Number(count), amountMinor: BigInt(amount) }))
}

/** The rows of a wallet's month that are not usage, oldest first; by day and type where they are very many. */
export async function listMovements(db: Database, span: Span, count: number): Promise<MovementList> {
  return count > MOST_LINES
    ? { by: 'day', lines: await sumByDay(db, span) }
    : { by: 'row', lines: await listRows(db, span) }
}

type MovementRow = {
  seq: string
  datetime: string
  type: TransactionType
  reason: string
  amount: string
  payment_id: string | null
}

async function listRows(db: Database, span: Span) {
  const rows = await db.execute<MovementRow>(sql`
    select t.seq, t.datetime, t.type, t.reason, t.amount, t.payment_id from ${rowsOf(span)} order by t.seq`)
  return rows.map((row) => ({
    seq: BigInt(row.seq),
    datetime: new Date(row.datetime),
    type: row.type,
    reason: row.reason,
    amountMinor: BigInt(row.amount),
    paymentId: row.payment_id,
  }))
}

async function sumByDay(db: Database, span: Span) {
  const rows = await db.execute<{ day: string; type: TransactionType; count: string; amount: string }>(sql`
    select date_trunc('day', t.datetime, 'UTC') as day, t.type, count(*) as count, sum(t.amount) as amount
      from ${rowsOf(span)} group by 1, 2 order by 1, 2`)
  return rows.map(({ day, type, count, amount }) => ({
    day: new Date(day),
    type,
    count: Number(count),
    amountMinor: BigInt(amount),
  }))
}
