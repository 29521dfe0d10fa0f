import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Something in the ledger that cannot be: an incident. */
export type Violation = {
  /** Which rule is broken. */
  invariant: string
  /** The wallet, payment or currency in question. */
  subject: string
  detail: string
}

/** A rule, and the query that finds what breaks it as (subject, detail). */
type Invariant = { invariant: string; query: SQL }

const UNIT = sql`3600000000000::numeric`

const INVARIANTS: Invariant[] = [
  {
    invariant: 'each row of a log continues the one before',
    query: sql`
      select 'wallet ' || wallet_id as subject,
             format('row %s has balance %s after %s%s', seq, balance, before, amount) as detail
        from (select wallet_id, seq, amount, balance, datetime,
                     coalesce(lag(balance) over log, 0) as before,
                     coalesce(lag(seq) over log, 0) as seq_before,
                     lag(datetime) over log as datetime_before
                from transactions window log as (partition by wallet_id order by seq)) rows
       where balance <> before + amount or seq <> seq_before + 1 or datetime < datetime_before`,
  },
  {
    invariant: "a wallet's balance is that of the last row of its log",
    query: sql`
      select 'wallet ' || w.id as subject,
             format('balance %s, log ends at row %s with %s and sums to %s', w.balance, t.seq, t.balance, t.total) as detail
        from wallets w
        left join (select wallet_id, max(seq) as seq, sum(amount) as total,
                          (array_agg(balance order by seq desc))[1] as balance
                     from transactions group by wallet_id) t on t.wallet_id = w.id
       where w.balance <> coalesce(t.balance, 0) or w.balance <> coalesce(t.total, 0) or w.seq <> coalesce(t.seq, 0)`,
  },
  {
    invariant: 'every row of the log belongs to a wallet of its user',
    query: sql`
      select 'wallet ' || t.wallet_id as subject, format('row %s names user %s', t.seq, t.user_id) as detail
        from transactions t left join wallets w on w.id = t.wallet_id and w.user_id = t.user_id
       where w.id is null`,
  },
  {
    invariant: 'no balance is negative and no carry reaches a minor unit',
    query: sql`
      select 'wallet ' || id as subject, format('balance %s, carry %s', balance, carry) as detail
        from wallets where balance < 0 or carry < 0 or carry >= ${UNIT}`,
  },
  {
    invariant: 'the log and its companions refuse to be changed',
    query: sql`
      select expected.name as subject, format('its trigger %s is missing or off', expected.trigger) as detail
        from (values ('transactions', 'transactions_append_only'), ('rate_changes', 'rate_changes_append_only'),
                     ('tariff_prices', 'tariff_prices_append_only'), ('audit_log', 'audit_log_append_only'),
                     ('idempotency_keys', 'idempotency_keys_permanent'),
                     ('stripe_events', 'stripe_events_permanent')) expected(name, trigger)
        left join pg_trigger t on t.tgrelid = expected.name::regclass
             and t.tgname = expected.trigger and t.tgenabled in ('O', 'A')
       where t.oid is null`,
  },
  {
    invariant: 'usage periods of a wallet never overlap',
    query: sql`
      select 'wallet ' || wallet_id as subject, format('row %s begins at %s', seq, period_start) as detail
        from (select wallet_id, seq, period_start, period_end,
                     max(period_end) over (partition by wallet_id order by seq
                                           rows between unbounded preceding and 1 preceding) as end_before
                from transactions where type = 'usage') usage
       where period_start < end_before or period_end <= period_start`,
  },
  {
    // What was charged, in accrual, is the integral of the rate over time, but for the part of a millisecond
    // that each running-dry writes off: under the rate in force then.
    invariant: 'usage and carry are the integral of the rate over time',
    query: sql`
      with spans as (
        select c.wallet_id, c.hourly_rate_micros as rate, c.at,
               coalesce(lead(c.at) over log, greatest(w.last_hourly_billing, c.at)) as until,
               lead(c.cause) over log as ended_by
          from rate_changes c join wallets w on w.id = c.wallet_id
        window log as (partition by c.wallet_id order by c.id)),
      served as (
        select wallet_id,
               sum(rate::numeric * trunc(extract(epoch from until - at) * 1000)) as accrued,
               coalesce(sum(rate::numeric) filter (where ended_by = 'ran_dry'), 0) as tolerance,
               bool_or(until < at) as backwards
          from spans group by wallet_id),
      charged as (
        select wallet_id, -sum(amount) as usage from transactions where type = 'usage' group by wallet_id)
      select 'wallet ' || w.id as subject,
             format('accrued %s, charged %s, carry %s', coalesce(s.accrued, 0), coalesce(c.usage, 0), w.carry) as detail
        from wallets w left join served s on s.wallet_id = w.id left join charged c on c.wallet_id = w.id
       cross join lateral (
         select coalesce(s.accrued, 0) - coalesce(c.usage, 0) * ${UNIT} - w.carry as written_off) difference
       where coalesce(s.backwards, false) or written_off < 0
          or (written_off > 0 and written_off >= coalesce(s.tolerance, 0))`,
  },
  {
    invariant: 'each usage row is at the rate that was in force all its period',
    query: sql`
      with spans as (
        select wallet_id, hourly_rate_micros as rate, at, coalesce(lead(at) over log, 'infinity') as until
          from rate_changes window log as (partition by wallet_id order by id))
      select 'wallet ' || t.wallet_id as subject, format('row %s says %s an hour', t.seq, t.hourly_rate_micros) as detail
        from transactions t
        left join spans s on s.wallet_id = t.wallet_id and s.rate = t.hourly_rate_micros
             and s.at <= t.period_start and t.period_end <= s.until
       where t.type = 'usage' and s.wallet_id is null`,
  },
  {
    invariant: 'no wallet is settled to before its last change of rate',
    query: sql`
      select 'wallet ' || w.id as subject, format('settled to %s, rate changed at %s', w.last_hourly_billing, c.at) as detail
        from wallets w join (select wallet_id, max(at) as at from rate_changes group by wallet_id) c
             on c.wallet_id = w.id
       where w.last_hourly_billing < c.at`,
  },
  {
    // One that its user resumes by hand may stand still beside money, and so may one that was switched to resuming by
    // itself since the money came (a switch moves `metered_at`; the minute is for one that waited for the lock).
    invariant: 'what is suspended has no money to run on',
    query: sql`
      select distinct 'wallet ' || w.id as subject, format('balance %s', w.balance) as detail
        from subscriptions s join wallets w on w.id = s.wallet_id
       where s.status = 'suspended' and s.resumes_on_top_up and w.balance > 0
         and exists (select from transactions t
                      where t.wallet_id = w.id and t.type in ('top_up', 'bonus')
                        and t.datetime > s.metered_at + interval '1 minute')`,
  },
  {
    invariant: "a wallet's rate is that of its running subscriptions and of its last rate change",
    query: sql`
      select 'wallet ' || w.id as subject,
             format('rate %s, subscriptions %s, last change %s', w.hourly_rate_micros, s.rate, c.rate) as detail
        from wallets w
       cross join lateral (
         select coalesce(sum(hourly_rate_micros::numeric * quantity), 0) as rate
           from subscriptions where wallet_id = w.id and status = 'active' and capped_until is null) s
       cross join lateral (
         select coalesce((select hourly_rate_micros from rate_changes
                           where wallet_id = w.id order by id desc limit 1), 0) as rate) c
       where w.hourly_rate_micros <> s.rate or w.hourly_rate_micros <> c.rate`,
  },
  {
    invariant: 'each paid payment is credited once, to its own wallet, and no other payment is',
    query: sql`
      select 'payment ' || coalesce(p.id, t.payment_id)::text as subject,
             format('paid %s to wallet %s, credited %s in %s rows of wallet %s', p.amount, p.wallet_id, t.credited,
                    coalesce(t.count, 0), t.wallet_id) as detail
        from (select * from payments where paid_at is not null) p
        full join (select payment_id, wallet_id, sum(amount) as credited, count(*) as count
                     from transactions where type = 'top_up' and payment_id is not null
                    group by payment_id, wallet_id) t
             on t.payment_id = p.id and t.wallet_id = p.wallet_id
       where t.count is distinct from 1 or p.amount is distinct from t.credited`,
  },
  {
    invariant: 'wallets and contra accounts sum to zero in each currency',
    query: sql`
      select coalesce(w.currency, c.currency) as subject,
             format('wallets %s, contra accounts %s', w.balance, c.balance) as detail
        from (select currency, sum(balance) as balance from wallets group by currency) w
        full join (select currency, sum(balance) as balance from contra_balances group by currency) c
             on c.currency = w.currency
       where coalesce(w.balance, 0) + coalesce(c.balance, 0) <> 0`,
  },
]

/**
 * Checks every invariant of the ledger over every wallet, in one snapshot, by set-based queries.
 * @returns what is broken: nothing, unless there is an incident.
 */
export function verifyLedger(db: Database): Promise<Violation[]> {
  return db.transaction(findViolations, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/** The same within a transaction that is under way. */
export async function findViolations(tx: Database): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const { invariant, query } of INVARIANTS) {
    const rows = await tx.execute<{ subject: string; detail: string | null }>(query)
    violations.push(...rows.map(({ subject, detail }) => ({ invariant, subject, detail: detail ?? '' })))
  }
  return violations
}
