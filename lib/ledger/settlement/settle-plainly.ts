import { type SQL, sql } from 'drizzle-orm'
import type { StatementValues } from '@/db/prepared-statement'
import { HOUR_MS } from '@/lib/time'

/** Wallets of a half-open range (after, upTo] of ids, and up to when they are settled. */
export type PlainOrder = { afterId: bigint; upToId: bigint; asOf: Date }

/** The values of the placeholders in `plainlySettled` and `dueWallets`. */
export function plainValues(order: PlainOrder): StatementValues {
  return {
    after: `${order.afterId}`,
    upTo: `${order.upToId}`,
    at: order.asOf.toISOString(),
    hourBefore: new Date(order.asOf.getTime() - HOUR_MS).toISOString(),
  }
}

const { placeholder } = sql
const at = sql`${placeholder('at')}::timestamptz`

/** The ids that the range lies between. */
export const afterId = sql`${placeholder('after')}::bigint`
export const upToId = sql`${placeholder('upTo')}::bigint`
const isInRange = sql`w.id > ${afterId} and w.id <= ${upToId}`

/** Nearly every wallet was billed an hour before: to see that is cheaper than to count the time, of each and three times. */
const elapsed = (counted: SQL) => sql`
  case when w.last_hourly_billing = ${placeholder('hourBefore')}::timestamptz then ${sql.raw(`${HOUR_MS}`)} else ${counted} end`
const elapsedMs = elapsed(sql`elapsed_ms(w.last_hourly_billing, ${at})`)
const owed = sql`w.hourly_rate_micros * (${elapsedMs}) + w.carry`
const isCharged = sql`${owed} >= 3600000000000`
const roughlyOwed = sql`
  w.hourly_rate_micros::float8 * (${elapsed(sql`date_part('epoch', ${at} - w.last_hourly_billing) * 1000`)})`

/**
 * Parts of a `with` that settle the wallets of a range of ids on which nothing happens but an hour, or however much time,
 * at one rate: surely less is due than there is, and nothing changes by itself on the way. That is nearly all of an hourly
 * run, and costs a fifth less than to ask the whole rule of each. Everything else they leave as it is.
 *
 * Whether it is so is asked in doubles, with more than their error to spare (a little, and one minor unit for the carry);
 * what is charged then is the rule itself in whole numbers that fit (docs/settlement.md). Where that is less than one minor
 * unit, the carry takes it and nothing is logged. Nobody is suspended by it.
 *
 * `settled` has each wallet, `sums` what came of it by currency.
 * @param condition for wallets `w`, on top of all others.
 */
export const plainlySettled = (condition: SQL) => sql`
  settled as (
    update wallets w
       set balance = w.balance - (${owed}) / 3600000000000,
           carry = (${owed}) % 3600000000000,
           last_hourly_billing = ${at},
           seq = w.seq + (${isCharged})::int,
           last_posted_at = case when ${isCharged} then greatest(w.last_posted_at, ${at}) else w.last_posted_at end,
           last_usage_at = case when ${isCharged} then greatest(w.last_posted_at, ${at}) else w.last_usage_at end
     where ${isInRange}
       and w.hourly_rate_micros > 0 and w.last_hourly_billing < ${at}
       and (w.next_rate_change_at > ${at}) is not false
       and ${roughlyOwed} <= least(9e18, (w.balance - w.held - 1)::float8 * 3599900000000)
       and ${condition}
    returning w.id, w.user_id, w.currency, old.balance - new.balance as charged, new.balance, new.seq,
              new.hourly_rate_micros as rate, old.last_hourly_billing as since, new.last_posted_at,
              old.last_posted_at as previous_at, old.last_usage_at as previous_usage_at),
  posted as (
    insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                    period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
    select id, seq, user_id, 'usage', -charged, balance, last_posted_at, since, ${at}, rate, previous_at,
           previous_usage_at, 'billing'
      from settled where charged > 0),
  sums as (
    select currency, count(*) filter (where charged > 0)::int as billed, count(*)::int as settled,
           sum(charged) as charged
      from settled group by currency)`

/** How many wallets of the range have something to settle, plain or not, as the statement found them. */
export const dueWallets = sql`
  select count(*) from wallets w
   where ${isInRange} and (w.next_rate_change_at <= ${at} or w.hourly_rate_micros > 0 and w.last_hourly_billing < ${at})`
