import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { isNearlySpent } from '@/lib/ledger/settlement/find-dry-wallets'
import { HOUR_MS } from '@/lib/time'
import { REARM_FACTOR } from './next-warning'

/**
 * The first wallets after an id, in the order of their ids, that may have to be warned or armed again: none that has
 * to is left out, but for those whose money is spent to the last millionth. The table is read once, in doubles. Where a
 * monthly cap or a hold changes something before the widest threshold, the money lasts at least as long as at the rate
 * of all that runs or that a hold may wake, so only the few that this leaves are looked at.
 * @param thresholds in hours, at least one.
 */
export async function findWalletsToWarn(
  db: Database,
  query: { asOf: Date; thresholds: readonly number[]; afterId: bigint; limit: number },
): Promise<bigint[]> {
  const at = sql`${query.asOf.toISOString()}::timestamptz`
  const widestHours = Math.max(...query.thresholds)
  const widestMs = sql`${widestHours * HOUR_MS}::float8`
  const horizon = new Date(query.asOf.getTime() + widestHours * HOUR_MS * REARM_FACTOR).toISOString()
  const narrowerMs = sql`(
    select max(hours) * ${HOUR_MS}::float8
      from unnest(${`{${query.thresholds.join(',')}}`}::int[]) hours where hours < low.hours)`
  const everything = sql`(
    select coalesce(sum(s.hourly_rate_micros::float8 * s.quantity), 0) from subscriptions s
     where s.wallet_id = w.id and (s.status = 'active' or s.status = 'suspended' and w.held > 0))`
  const rows = await db.execute<{ id: string }>(sql`
    with likely as materialized (
      select w.id from wallets w left join low_balances low on low.wallet_id = w.id and low.hours is not null
       where case
         when w.next_rate_change_at <= ${horizon}::timestamptz
         then low.hours is not null or ${isNearlySpent(at, { rate: everything, inMs: widestMs })}
         when w.hourly_rate_micros = 0 then false
         when low.hours is null then ${isNearlySpent(at, { inMs: widestMs })} and not ${isNearlySpent(at)}
         else ${isNearlySpent(at, { inMs: narrowerMs })}
              or not ${isNearlySpent(at, { inMs: sql`low.hours * ${HOUR_MS * REARM_FACTOR * 0.999}::float8` })} end)
    select id from likely where id > ${query.afterId} order by id limit ${query.limit}`)
  return rows.map(({ id }) => BigInt(id))
}
