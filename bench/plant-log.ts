import type postgres from 'postgres'
import { HOUR_MS } from '@/lib/time'

/** A tenth of the log is one user's; every other wallet has so many rows. */
const ROWS_OF_OTHERS = 100

/** When a planted log begins. */
export const SINCE = new Date(Date.UTC(2025, 0, 1))

/** Rows as billing and charges write them, with their links, in the order of time. @returns the user with a tenth. */
export async function plantRows(owner: postgres.Sql, rows: number): Promise<string> {
  const hot = rows / 10
  const others = (rows - hot) / ROWS_OF_OTHERS
  // The user's rows lie as close as it takes for all of them to fit into the hours of the others.
  const stepMs = Math.floor((ROWS_OF_OTHERS * HOUR_MS) / hot)
  return owner.begin(async (tx) => {
    await tx`insert into users (email) select 'log-' || n || '@example.test' from generate_series(0, ${others}::int) n`
    await tx`
      insert into wallets (user_id, currency, balance, seq, last_posted_at, last_usage_at)
      select id, 'RUB', 1000000, ${ROWS_OF_OTHERS}, ${SINCE}::timestamptz + ${ROWS_OF_OTHERS} * interval '1 hour',
             ${SINCE}::timestamptz + ${ROWS_OF_OTHERS} * interval '1 hour' from users order by id`
    const [first] = await tx<
      [{ id: string; user_id: string }]
    >`select id, user_id from wallets order by id limit 1`
    await tx`
      insert into transactions_usage (wallet_id, seq, user_id, type, amount, balance, datetime, period_start,
                                      period_end, hourly_rate_micros, previous_at, previous_usage_at, actor)
      select w.id, n, w.user_id, 'usage', -1, 1000000, at, at - interval '1 hour', at, 1000000,
             case when n > 1 then at - interval '1 hour' end, case when n > 1 then at - interval '1 hour' end, 'billing'
        from generate_series(1, ${ROWS_OF_OTHERS}) n
       cross join lateral (select ${SINCE}::timestamptz + n * interval '1 hour' as at) hour
       cross join wallets w where w.id <> ${first.id} order by n, w.id`
    await tx`
      create temporary table hot on commit drop as
      select n, at, type, lag(at) over log as previous_at,
             max(at) filter (where type = 'usage') over (log rows between unbounded preceding and 1 preceding)
               as previous_usage_at
        from (select n, ${SINCE}::timestamptz + n * ${stepMs}::int * interval '1 millisecond' as at,
                     case when n % 1000 = 0 then 'top_up' when n % 3 = 0 then 'usage' else 'charge' end as type
                from generate_series(1, ${hot}::int) n) rows window log as (order by n)`
    await tx`
      insert into transactions (wallet_id, seq, user_id, type, amount, balance, datetime, period_start, period_end,
                                hourly_rate_micros, previous_at, previous_usage_at, actor)
      select ${first.id}, n, ${first.user_id}, type, case when type = 'top_up' then 1 else -1 end, 1000000, at,
             case when type = 'usage' then at - interval '1 ms' end, case when type = 'usage' then at end,
             case when type = 'usage' then 1000000 end, previous_at, previous_usage_at, 'bench'
        from hot order by n`
    await tx`
      update wallets set seq = ${hot}, last_posted_at = (select max(at) from hot),
                         last_usage_at = (select max(at) from hot where type = 'usage') where id = ${first.id}`
    return first.user_id
  })
}
