import { sql } from 'drizzle-orm'
import type { Check } from './check'

/** What a subscription costs an hour as one of its changes has it. */
const cost = sql`case when status = 'active' and not capped then hourly_rate_micros::numeric * quantity else 0 end`

/** Checks of what runs on wallets, and of the history of that. */
export const SUBSCRIPTION_CHECKS: Check[] = [
  {
    invariant: 'rate_running',
    query: sql`
      select 'wallet ' || w.id as subject, format('rate %s, subscriptions %s', w.hourly_rate_micros, s.rate) as detail
        from wallets w
        left join (select wallet_id, sum(hourly_rate_micros::numeric * quantity) as rate from subscriptions
                    where status = 'active' and capped_until is null group by wallet_id) s on s.wallet_id = w.id
       where w.hourly_rate_micros <> coalesce(s.rate, 0)`,
  },
  {
    invariant: 'next_change_known',
    query: sql`
      select 'wallet ' || w.id as subject,
             format('says %s, subscriptions and holds say %s', coalesce(w.next_rate_change_at::text, 'never'),
                    coalesce(least(s.next_change_at, h.expires_at)::text, 'never')) as detail
        from wallets w
        left join (select wallet_id, min(next_cap_change(monthly_cap_hours, metered_ms, metered_at, capped_until))
                            as next_change_at
                     from subscriptions where status = 'active' and monthly_cap_hours is not null
                    group by wallet_id) s on s.wallet_id = w.id
        left join (select wallet_id, min(expires_at) as expires_at from holds where status = 'open' group by wallet_id) h
             on h.wallet_id = w.id
       where w.next_rate_change_at is distinct from least(s.next_change_at, h.expires_at)`,
  },
  {
    invariant: 'history_current',
    query: sql`
      select 'subscription ' || s.id as subject,
             format('is %s, history ends with %s', is_now, coalesce(ends_with::text, 'nothing')) as detail
        from (select id, row(wallet_id, status, tariff_id, quantity, hourly_rate_micros, monthly_cap_hours,
                             capped_until is not null) as is_now from subscriptions) s
        left join (select distinct on (subscription_id) subscription_id,
                          row(wallet_id, status, tariff_id, quantity, hourly_rate_micros, monthly_cap_hours, capped)
                            as ends_with
                     from subscription_changes order by subscription_id, id desc) c on c.subscription_id = s.id
       where c.subscription_id is null or is_now::text <> ends_with::text`,
  },
  {
    invariant: 'history_in_order',
    query: sql`
      select 'subscription ' || subscription_id as subject, format('%s after %s', at, at_before) as detail
        from (select subscription_id, at, lag(at) over (partition by subscription_id order by id) as at_before
                from subscription_changes) changes
       where at < at_before`,
  },
  {
    // Two functions of time that change in steps are equal if they change by the same at every instant.
    invariant: 'history_is_rate',
    query: sql`
      select 'wallet ' || wallet_id as subject,
             format('from %s on, subscriptions and wallet differ by %s an hour', min(at),
                    (array_agg(step order by at))[1]) as detail
        from (select wallet_id, at, sum(step) as step
                from (select wallet_id, at,
                             ${cost} - lag(${cost}, 1, 0::numeric) over (partition by subscription_id order by id)
                        from subscription_changes
                      union all
                      select wallet_id, at,
                             lag(hourly_rate_micros, 1, 0::bigint) over (partition by wallet_id order by id)
                               - hourly_rate_micros::numeric
                        from rate_changes) steps(wallet_id, at, step)
               group by wallet_id, at having sum(step) <> 0) unequal
       group by wallet_id`,
  },
  {
    // A stretch that is charged, cut at the ends of months, must end before its month has been charged for more than
    // the cap that was in force in it. One of another price, earlier in the month, counts on.
    invariant: 'cap_kept',
    query: sql`
      with stretches as (
        select c.subscription_id, c.id, c.at, c.monthly_cap_hours as cap, c.status = 'active' and not c.capped as charged,
               coalesce(lead(c.at) over (partition by c.subscription_id order by c.id), w.last_hourly_billing) as until
          from subscription_changes c join wallets w on w.id = c.wallet_id
         where c.subscription_id in (
                 select subscription_id from subscription_changes where monthly_cap_hours is not null)),
      pieces as (
        select subscription_id, id, cap, month,
               sum(elapsed_ms(greatest(at, month), least(until, next_month(month))))
                 over (partition by subscription_id, month order by id) as charged_ms
          from stretches
         cross join lateral generate_series(month_start(at), until, interval '1 month', 'UTC') month
         where charged and at < until)
      select 'subscription ' || subscription_id as subject,
             format('%s hours charged in the month of %s, the cap is %s', round(charged_ms / 3600000.0, 6),
                    to_char(month at time zone 'UTC', 'YYYY-MM'), cap) as detail
        from pieces where charged_ms > cap * 3600000::bigint`,
  },
  {
    // Only a top-up, a bonus or a hold that ends and leaves money wakes, and only what resumes by itself. One that was
    // switched to that since the money came stands beside it rightly. The minute is for one that waited for the lock.
    invariant: 'suspended_without_money',
    query: sql`
      select 'wallet ' || w.id as subject, format('balance %s, held %s, %s suspended', w.balance, w.held, count(*)) as detail
        from subscriptions s join wallets w on w.id = s.wallet_id
       where s.status = 'suspended' and s.resumes_on_top_up and w.balance > w.held
         and (exists (select from transactions t
                       where t.wallet_id = w.id and t.type in ('top_up', 'bonus')
                         and t.datetime > greatest(s.metered_at, s.resumes_since) + interval '1 minute')
           or exists (select from holds h
                       where h.wallet_id = w.id and h.status <> 'open' and h.amount > coalesce(h.captured_amount, 0)
                         and h.ended_at > greatest(s.metered_at, s.resumes_since) + interval '1 minute'))
       group by w.id`,
  },
]
