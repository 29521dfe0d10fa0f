import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { UNIT } from '../ledger/settlement/settlement'

/** A stretch of time in which a wallet's rate was the same. */
export type RateStretch = {
  at: Date
  /** The next change, or up to where the wallet is settled. */
  until: Date
  hourlyRateMicros: bigint
  /** Why the rate changed when it began. */
  cause: string
  /** The rate over the time: micros × milliseconds. */
  accrued: bigint
}

/** The proof of one wallet: what time has cost, and what became of it. Accrual is micros × milliseconds. */
export type WalletProof = {
  walletId: bigint
  currency: string
  settledTo: Date
  /** All stretches taken together … */
  accrued: bigint
  /** … of which these are the latest, newest first … */
  stretches: RateStretch[]
  /** … and so many came before. */
  earlierStretches: number
  /** Minor units of usage in the log. */
  usageMinor: bigint
  usageRows: number
  carry: bigint
  writtenOff: bigint
  /** accrued − usage − carry − written off: zero unless there is an incident. */
  difference: bigint
}

type Stretch = { at: string; until: string; rate: string; cause: string; accrued: string }
type Life = { accrued: string; usage: string; rate: string | null }
type Row = {
  id: string
  currency: string
  settled_to: string
  carry: string
  stretches: Stretch[] | null
  changes: string
  lives: Life[]
  usage_rows: string
}

/**
 * Proves each wallet of a user by itself: the changes of its rate against the usage in its log, which is read link by
 * link. Between two times that the money ended, what accrued was charged but for part of a millisecond.
 * @param query at most so many stretches of each are told one by one.
 */
export async function proveWallets(
  db: Database,
  { userId, mostStretches }: { userId: string; mostStretches: number },
): Promise<WalletProof[]> {
  const rows = await db.execute<Row>(sql`
    with recursive owned as (select * from wallets where user_id = ${userId}),
    spans as (
      select c.wallet_id, c.id, c.at, c.hourly_rate_micros as rate, c.cause,
             coalesce(lead(c.at) over log, greatest(w.last_hourly_billing, c.at)) as until,
             lead(c.cause) over log is not distinct from 'ran_dry' as ends_dry,
             count(*) filter (where c.cause = 'ran_dry') over log as life
        from rate_changes c join owned w on w.id = c.wallet_id
      window log as (partition by c.wallet_id order by c.id)),
    served as (
      select *, rate::numeric * elapsed_ms(at, until) as accrued from spans),
    deaths as (
      select wallet_id, array_agg(at order by id) as ats from spans where cause = 'ran_dry' group by wallet_id),
    usage as (
      select w.id as wallet_id, w.seq + 1 as seq, w.last_usage_at as link, 0::bigint as amount,
             null::timestamptz as period_start
        from owned w
      union all
      select t.wallet_id, t.seq, t.previous_usage_at, t.amount, t.period_start
        from usage u
       cross join lateral (
             select * from transactions t
              where t.wallet_id = u.wallet_id and t.datetime = u.link and t.seq < u.seq and t.type = 'usage'
              order by t.seq desc limit 1) t),
    charged as (
      select u.wallet_id, coalesce(width_bucket(u.period_start, d.ats), 0) as life, sum(u.amount) as amount,
             count(u.period_start) as rows
        from usage u left join deaths d on d.wallet_id = u.wallet_id
       group by 1, 2),
    lived as (
      select wallet_id, life, sum(accrued) as accrued, max(rate) filter (where ends_dry) as rate
        from served group by wallet_id, life)
    select w.id, w.currency, w.last_hourly_billing as settled_to, w.carry,
           (select count(*) from spans s where s.wallet_id = w.id) as changes,
           (select coalesce(sum(rows), 0) from charged c where c.wallet_id = w.id) as usage_rows,
           (select json_agg(json_build_object('at', at, 'until', until, 'rate', rate::text, 'cause', cause,
                                              'accrued', accrued::text) order by id desc)
              from (select * from served s where s.wallet_id = w.id order by id desc limit ${mostStretches}) latest)
             as stretches,
           (select coalesce(json_agg(json_build_object(
                     'accrued', coalesce(l.accrued, 0)::text, 'usage', (-coalesce(c.amount, 0))::text,
                     'rate', l.rate::text) order by life), '[]')
              from (select * from lived l where l.wallet_id = w.id) l
              full join (select * from charged c where c.wallet_id = w.id) c using (life)) as lives
      from owned w order by w.currency`)
  return rows.map(toProof)
}

function toProof(row: Row): WalletProof {
  const stretches = (row.stretches ?? []).map(toStretch)
  const carry = BigInt(row.carry)
  const lives = row.lives.map(({ accrued, usage, rate }) => ({
    accrued: BigInt(accrued),
    usageMinor: BigInt(usage),
    left: BigInt(accrued) - BigInt(usage) * UNIT,
    endRate: rate === null ? null : BigInt(rate),
  }))
  const accrued = sum(lives.map((life) => life.accrued))
  const usageMinor = sum(lives.map((life) => life.usageMinor))
  // Part of the last millisecond, so less than the rate in it; anything else that is left over is a difference.
  const writtenOff = sum(
    lives.map(({ left, endRate }) => (endRate !== null && left > 0n && left < endRate ? left : 0n)),
  )
  return {
    walletId: BigInt(row.id),
    currency: row.currency,
    settledTo: new Date(row.settled_to),
    accrued,
    stretches,
    earlierStretches: Number(row.changes) - stretches.length,
    usageMinor,
    usageRows: Number(row.usage_rows),
    carry,
    writtenOff,
    difference: accrued - usageMinor * UNIT - carry - writtenOff,
  }
}

function toStretch({ at, until, rate, cause, accrued }: Stretch): RateStretch {
  return {
    at: new Date(at),
    until: new Date(until),
    hourlyRateMicros: BigInt(rate),
    cause,
    accrued: BigInt(accrued),
  }
}

function sum(values: bigint[]): bigint {
  return values.reduce((total, value) => total + value, 0n)
}
