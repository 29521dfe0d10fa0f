import { sql } from 'drizzle-orm'

/** This much accrual (micros × milliseconds) is one minor unit, as a number that products do not overflow. */
export const UNIT = sql`3600000000000::numeric`

/**
 * `known`: each wallet with the changes of its rate as arrays in their order, and what had accrued by each (whole minor
 * units, and the rest). One pass over the changes in the order of their index. With the arrays a usage row finds the
 * rate in force by bisection, however often the rate was changed; a join of rows to changes would be quadratic.
 * Fixed-width elements, so that Postgres reaches each at once.
 */
export const knownWallets = sql`
  spans as (
    select c.wallet_id, c.id, c.at, c.hourly_rate_micros as rate, c.cause,
           coalesce(lead(c.at) over log, greatest(w.last_hourly_billing, c.at)) as until,
           lead(c.id) over log is null as is_last
      from rate_changes c join wallets w on w.id = c.wallet_id
    window log as (partition by c.wallet_id order by c.id)),
  counted as (
    select s.*, own, sum(own) over (partition by wallet_id order by id) as accrued
      from spans s cross join lateral (select rate::numeric * elapsed_ms(at, until) as own offset 0) stretch),
  rates as (
    select wallet_id, array_agg(at order by id) as ats, array_agg(rate order by id) as rates,
           array_agg(least(div(accrued - own, ${UNIT}), 9223372036854775807)::bigint order by id) as wholes,
           array_agg(mod(accrued - own, ${UNIT})::bigint order by id) as rests,
           array_agg(at order by id) filter (where cause = 'ran_dry') as dry,
           max(at) as last_at, max(rate) filter (where is_last) as last_rate,
           bool_or(until < at) as is_backwards, sum(own) as accrued
      from counted group by wallet_id),
  known as materialized (
    select w.id, w.user_id, r.* from wallets w left join rates r on r.wallet_id = w.id)`
