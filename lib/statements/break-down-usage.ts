import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { shareOut } from './share-out'
import type { SubscriptionUsage, UsageBreakdown } from './statement'
import type { StatementMonth } from './statement-month'

type Span = { walletId: bigint; month: StatementMonth }

/** Says what the usage of a wallet's month was for. @param totalMinor what it comes to, not zero. */
export async function breakDownUsage(db: Database, span: Span, totalMinor: bigint): Promise<UsageBreakdown> {
  const accrued = await accruedBySubscription(db, span)
  if (!accrued.some(({ weight }) => weight > 0n)) return { by: 'day', lines: await sumByDay(db, span) }
  const amounts = shareOut(
    totalMinor,
    accrued.map(({ weight }) => weight),
  )
  return {
    by: 'subscription',
    lines: accrued.map(({ weight: _, ...line }, index) => ({ ...line, amountMinor: amounts[index] ?? 0n })),
  }
}

type AccruedRow = {
  id: string
  name: string
  tariff: string
  quantity: number
  rate: string
  ms: string
  weight: string
}

/**
 * What each subscription has accrued, in rate micros × milliseconds, from the end of the last usage row posted before the
 * month to the end of the last one within it: what was too little to charge is carried on from one row to the next.
 */
async function accruedBySubscription(
  db: Database,
  { walletId, month: { from, to } }: Span,
): Promise<(Omit<SubscriptionUsage, 'amountMinor'> & { weight: bigint })[]> {
  const [since, before] = [sql`${from.toISOString()}::timestamptz`, sql`${to.toISOString()}::timestamptz`]
  const wallet = sql`${walletId.toString()}::bigint`
  const rows = await db.execute<AccruedRow>(sql`
    with span as (
      select coalesce((select period_end from wallet_log(${wallet}, 'usage', null, ${since}, null, null, 1)),
                      to_timestamp(0)) as a,
             (select period_end from wallet_log(${wallet}, 'usage', ${since}, ${before}, null, null, 1)) as b)
    select s.id, s.name, t.name as tariff, c.quantity, c.hourly_rate_micros as rate,
           sum(c.ms) as ms, sum(c.ms * c.quantity * c.hourly_rate_micros) as weight
      from span
      join wallets w on w.id = ${wallet}
      join subscriptions s on s.user_id = w.user_id and s.wallet_id = w.id and s.started_at < b
                          and (s.ended_at is null or s.ended_at > a)
     cross join lateral (
       select tariff_id, quantity, hourly_rate_micros,
              elapsed_ms(greatest(at, a), least(until, b))::numeric as ms
         from (select *, lead(at, 1, b) over (order by id) as until
                 from subscription_changes where subscription_id = s.id) state
        where status = 'active' and not capped and until > a and at < b and until > at) c
      join tariffs t on t.id = c.tariff_id
     group by s.id, s.name, s.started_at, c.tariff_id, t.name, c.quantity, c.hourly_rate_micros
    having sum(c.ms) > 0
     order by s.started_at, s.id, t.name, c.tariff_id, c.quantity, c.hourly_rate_micros`)
  return rows.map((row) => ({
    subscriptionId: row.id,
    name: row.name,
    tariffName: row.tariff,
    quantity: row.quantity,
    unitHourlyRateMicros: BigInt(row.rate),
    ms: Number(row.ms),
    weight: BigInt(row.weight),
  }))
}

async function sumByDay(db: Database, { walletId, month: { from, to } }: Span) {
  const rows = await db.execute<{ day: string; amount: string }>(sql`
    select date_trunc('day', datetime, 'UTC') as day, sum(amount) as amount
      from wallet_log(${walletId.toString()}::bigint, 'usage', ${from.toISOString()}::timestamptz,
                      ${to.toISOString()}::timestamptz, null, null, 2147483647)
     group by 1 order by 1`)
  return rows.map(({ day, amount }) => ({ day: new Date(day), amountMinor: BigInt(amount) }))
}
