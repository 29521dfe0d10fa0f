import { sql } from 'drizzle-orm'
import { UNIT } from './known-wallets'

/**
 * `posted`: the rows of the log, each with what its wallet had accrued by its end, before anything is sorted. What is
 * named before the sort travels through it, so arrays stay behind. The `offset 0` keep it in this order.
 */
const posted = sql`
  posted as (
    select t.wallet_id, t.seq, t.amount, t.balance, t.datetime, t.previous_at, t.previous_usage_at,
           case when t.type = 'usage' then t.amount end as usage, t.period_start, t.period_end,
           case when t.type = 'usage' then t.hourly_rate_micros is distinct from k.rates[n.i]
                                          or k.ats[n.i + 1] < t.period_end
                                          or not (t.hourly_rate_micros::numeric * elapsed_ms(t.period_start, t.period_end)
                                                  + t.amount * ${UNIT} between 1 - ${UNIT}
                                                  and greatest(${UNIT}, t.hourly_rate_micros) - 1) end as is_misrated,
           k.wholes[n.i] + a.whole as whole, a.rest,
           case when k.dry[width_bucket(t.period_end, k.dry)] = t.period_end then t.hourly_rate_micros end as dry_rate,
           k.user_id is distinct from t.user_id as is_foreign
      from transactions t left join known k on k.id = t.wallet_id
      left join lateral (select width_bucket(t.period_start, k.ats) as i where t.type = 'usage' offset 0) n on true
      left join lateral accrued(k.rates[n.i], k.rests[n.i], k.ats[n.i], t.period_end) a on true
    offset 0)`

/**
 * `metered`: the rows in the order of each log, with what came before them. `over` is what had accrued by the end of a
 * usage row and was neither charged by then: whole minor units, to which `rest` is to be added. It is zero, but for
 * what earlier running-dries wrote off.
 */
const metered = sql`
  linked as (
    select *,
           lag(seq, 1, 0::bigint) over earlier as seq_before,
           lag(balance, 1, 0::bigint) over earlier as balance_before,
           lag(datetime) over earlier as datetime_before,
           lead(seq) over earlier is null as is_last,
           max(datetime) filter (where usage is not null) over earlier as usage_at_before,
           max(period_end) over earlier as end_before,
           whole + usage + coalesce(sum(usage) over earlier, 0) as over
      from posted
    window earlier as (partition by wallet_id order by seq rows between unbounded preceding and 1 preceding)),
  metered as (
    select *, max(case when dry_rate is not null then over * ${UNIT} + rest end)
                over (partition by wallet_id order by seq rows between unbounded preceding and 1 preceding) as lost_before
      from linked)`

/** A row that charges too much or too little, by what its wallet had accrued in all and been charged in all. */
const isInexact = sql`
  case when lost_before is null and dry_rate is null then over <> 0
       else not (over * ${UNIT} + rest - coalesce(lost_before, 0) between 0 and coalesce(dry_rate, ${UNIT}) - 1) end`

/**
 * `summed`: one row for each log, from one sorted pass over all of them: its sums, how it ends, and the number of the
 * first row that breaks each rule. Needs `known`. Links that were never written (rows entered by hand) are no fault.
 */
export const summedLogs = sql`${posted}, ${metered},
  summed as materialized (
    select wallet_id, count(*) as rows, sum(amount) as total, coalesce(sum(usage), 0) as usage,
           max(seq) as seq, max(balance) filter (where is_last) as balance,
           max(datetime) as last_posted_at, max(datetime) filter (where usage is not null) as last_usage_at,
           max(case when dry_rate is not null then over * ${UNIT} + rest end) as lost,
           min(seq) filter (where balance <> balance_before + amount or seq <> seq_before + 1
                               or datetime < datetime_before) as broken,
           min(seq) filter (where previous_at is not null and previous_at is distinct from datetime_before
                               or (previous_at is not null or previous_usage_at is not null)
                                   and previous_usage_at is distinct from usage_at_before)
             as mislinked,
           min(seq) filter (where is_foreign) as misplaced,
           min(seq) filter (where period_start < end_before or period_end <= period_start) as overlapping,
           min(seq) filter (where is_misrated) as misrated,
           min(seq) filter (where ${isInexact}) as inexact
      from metered group by wallet_id)`
