import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { parseAmount } from '@/lib/money'
import { DAY_MS, startOfDay } from '@/lib/time'

/** Usage that billing runs charged for one day. */
export type DayUsage = {
  /** The day's first instant, UTC. */
  day: Date
  /** Minor units, ≥ 0. */
  amountMinor: bigint
}

/**
 * What billing runs charged for each of the last days (UTC), oldest first, today so far as the last one, by currency. A run
 * counts for the day that it billed up to the end of, or into. It reads the totals that runs keep, a row an hour, once they
 * have ended.
 */
export async function listDailyUsage(
  db: Database,
  { asOf, days }: { asOf: Date; days: number },
): Promise<Map<string, DayUsage[]>> {
  const firstMs = startOfDay(asOf).getTime() - (days - 1) * DAY_MS
  const first = sql`${new Date(firstMs).toISOString()}::timestamptz`
  const rows = await db.execute<{ currency: string; day: number; amount: string }>(sql`
    select total.key as currency, sum(total.value::numeric)::text as amount,
           (ceil(extract(epoch from as_of - ${first}) / 86400) - 1)::int as day
      from billing_runs, jsonb_each_text(totals) total
     where as_of > ${first} and as_of <= ${asOf.toISOString()}::timestamptz and status <> 'running'
     group by 1, 3`)
  const usage = new Map<string, DayUsage[]>()
  for (const { currency, day, amount } of rows) {
    const ofCurrency =
      usage.get(currency) ??
      Array.from({ length: days }, (_, index) => ({
        day: new Date(firstMs + index * DAY_MS),
        amountMinor: 0n,
      }))
    const one = ofCurrency[day]
    if (one) one.amountMinor += parseAmount(amount, currency)
    usage.set(currency, ofCurrency)
  }
  return usage
}
