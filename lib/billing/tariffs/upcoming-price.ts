import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { duePrices, standingPrices } from './due-prices'

/** A price that a subscription is going to move to, or would if it began now. */
export type UpcomingPrice = {
  priceId: bigint
  /** Micros per hour for one piece. */
  hourlyRateMicros: bigint
  /** Hours of a calendar month (UTC) after which the rest of the month is free; null if every hour is charged. */
  monthlyCapHours: number | null
  /** When it comes into force. One that has passed by now reaches the subscription within minutes. */
  effectiveFrom: Date
}

/** Whether a price comes into force before the money ends at the one of now; an end beyond all dates is null. */
export function comesBefore(price: UpcomingPrice | null, end: Date | null): boolean {
  return price !== null && (end === null || price.effectiveFrom < end)
}

type Row = {
  /** Of the subscription or the tariff whose price it is going to be. */
  of: string
  id: string
  hourly_rate_micros: string
  monthly_cap_hours: number | null
  effective_from: string
}

/**
 * The next price of each of some subscriptions that is announced for those who already subscribe and differs from the
 * one they pay. Those without one (nothing is announced, the price was agreed by hand, or it was stopped) are left out.
 * @param query ids of subscriptions, of whoever they are: the caller has read them as their user's.
 */
export async function listUpcomingPrices(
  db: Database,
  { subscriptionIds, asOf }: { subscriptionIds: readonly string[]; asOf: Date },
): Promise<Map<string, UpcomingPrice>> {
  if (subscriptionIds.length === 0) return new Map()
  const rows = await db.execute<Row>(sql`
    with due as (${duePrices(asOf)}),
    announced as (
      select id, tariff_id, hourly_rate_micros, monthly_cap_hours, effective_from from due
      union all
      select id, tariff_id, hourly_rate_micros, monthly_cap_hours, effective_from from (${standingPrices}) standing
       where applies_to_existing and effective_from > ${asOf.toISOString()}::timestamptz)
    select distinct on (s.id) s.id as of, a.id, a.hourly_rate_micros, a.monthly_cap_hours, a.effective_from
      from subscriptions s
      join tariff_prices paid on paid.id = s.tariff_price_id
      join announced a on a.tariff_id = s.tariff_id and (a.effective_from, a.id) > (paid.effective_from, paid.id)
     where s.id = any(${`{${subscriptionIds.join()}}`}::uuid[]) and s.status <> 'canceled'
       and (a.hourly_rate_micros, a.monthly_cap_hours)
           is distinct from (s.hourly_rate_micros, s.monthly_cap_hours)
     order by s.id, a.effective_from, a.id`)
  return upcomingPrices(rows)
}

/**
 * The price that whoever subscribes now is going to move to next, by tariff. One for new subscribers alone is none of them:
 * who subscribes before it keeps what the tariff costs today.
 */
export async function listUpcomingTariffPrices(
  db: Database,
  { asOf }: { asOf: Date },
): Promise<Map<string, UpcomingPrice>> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const rows = await db.execute<Row>(sql`
    with standing as (${standingPrices}),
    present as (
      select distinct on (tariff_id) * from standing where effective_from <= ${at}
       order by tariff_id, effective_from desc)
    select distinct on (a.tariff_id) a.tariff_id as of, a.id, a.hourly_rate_micros, a.monthly_cap_hours, a.effective_from
      from standing a join present on present.tariff_id = a.tariff_id
     where a.applies_to_existing and a.effective_from > ${at}
       and (a.hourly_rate_micros, a.monthly_cap_hours)
           is distinct from (present.hourly_rate_micros, present.monthly_cap_hours)
     order by a.tariff_id, a.effective_from`)
  return upcomingPrices(rows)
}

function upcomingPrices(rows: readonly Row[]): Map<string, UpcomingPrice> {
  return new Map(
    rows.map((row) => [
      row.of,
      {
        priceId: BigInt(row.id),
        hourlyRateMicros: BigInt(row.hourly_rate_micros),
        monthlyCapHours: row.monthly_cap_hours,
        effectiveFrom: new Date(row.effective_from),
      },
    ]),
  )
}
