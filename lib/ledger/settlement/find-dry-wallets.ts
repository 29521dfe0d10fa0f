import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Whether a wallet `w` has, in doubles, hardly more money to spend than it owes so many milliseconds after an instant; or, with
 * another `balance`, whether that part of its money is spent. Doubles
 * are wrong by far less than the millionth that is allowed here, so what is dry by the exact rule is never left out.
 */
export function isNearlySpent(
  at: SQL,
  { balance = sql`(w.balance - w.held)`, rate = sql`w.hourly_rate_micros`, inMs = sql`0` } = {},
): SQL {
  return sql`(${balance} * 3.6e12::float8 <= 1.000001::float8 * w.carry
    + 1.000001::float8 * ${rate} * (date_part('epoch', ${at} - w.last_hourly_billing) * 1000 + ${inMs}))`
}

/**
 * The first wallets after an id, in the order of their ids, whose money has ended by an instant or on which
 * something was to change by itself by then. No index can find them, since billing would have to keep it: the table is read once, with a cheap
 * condition, and the exact rule is applied to what that leaves.
 */
export async function findDryWallets(
  db: Database,
  { asOf, afterId, limit }: { asOf: Date; afterId: bigint; limit: number },
): Promise<bigint[]> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const rows = await db.execute<{ id: string }>(sql`
    with likely as materialized (
      select * from wallets w
       where w.next_rate_change_at <= ${at}
          or (w.hourly_rate_micros > 0 and w.last_hourly_billing < ${at} and ${isNearlySpent(at)}))
    select id from likely w
     where id > ${afterId}
       and (next_rate_change_at <= ${at} or (
             select s.ran_dry from settlement(balance - held, hourly_rate_micros, carry, last_hourly_billing, ${at}) s))
     order by id limit ${limit}`)
  return rows.map(({ id }) => BigInt(id))
}
