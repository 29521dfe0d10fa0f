import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { DAY_MS, startOfDay } from '@/lib/time'
import { TRANSACTION_TYPES } from './transaction-type'

/** What went off a wallet on one day. */
export type DaySpending = {
  /** The day's first instant, UTC. */
  day: Date
  /** Minor units of usage and charges posted that day, ≥ 0. */
  amountMinor: bigint
}

/** What is neither usage nor a charge: a wallet has few such rows, and they are found by type. */
const OTHERS = TRANSACTION_TYPES.filter((type) => type !== 'usage' && type !== 'charge')

/**
 * What a wallet spent on each of the last days (UTC), oldest first, today so far as the last one. Spent is what the
 * balances at both ends of a day and the other rows leave, so that neither its hours nor its charges are read, however
 * many there are. The caller has read the wallet as its user's.
 */
export async function listDailySpending(
  db: Database,
  { walletId, asOf, days }: { walletId: bigint; asOf: Date; days: number },
): Promise<DaySpending[]> {
  const id = sql`${walletId.toString()}::bigint`
  const first = sql`${new Date(startOfDay(asOf).getTime() - (days - 1) * DAY_MS).toISOString()}::timestamptz`
  const rows = await db.execute<{ day: string; spent: string }>(sql`
    with bound as (
      select at, coalesce((select balance from wallet_log(${id}, null, null, at, null, null, 1)), 0) as balance
        from generate_series(0, ${days}::int) n cross join lateral (
             select ${first} + n * interval '24 hours' as at) day),
    other as (
      select date_bin('24 hours', t.datetime, ${first}) as day, sum(t.amount) as amount
        from unnest(${`{${OTHERS.join()}}`}::text[]) kind
       cross join lateral (
             select datetime, amount from transactions_movements
              where wallet_id = ${id} and type = kind and datetime >= ${first}) t
       group by 1)
    select opening.at as day, opening.balance - closing.balance + coalesce(other.amount, 0) as spent
      from bound opening join bound closing on closing.at = opening.at + interval '24 hours'
      left join other on other.day = opening.at
     order by opening.at`)
  return rows.map(({ day, spent }) => ({ day: new Date(day), amountMinor: BigInt(spent) }))
}
