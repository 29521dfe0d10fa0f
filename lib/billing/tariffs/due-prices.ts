import { type SQL, sql } from 'drizzle-orm'
import { MAX_HOURLY_RATE_MICROS } from './assert-rate-fits'

/** Prices that stand: of two of one instant the one added later holds, and the other is as if it had never been. */
export const standingPrices = sql`
  select distinct on (tariff_id, effective_from) *
    from tariff_prices order by tariff_id, effective_from, id desc`

/** For each tariff, the newest price in force that also holds for those who already subscribe: the one they move to. */
export function duePrices(asOf: Date): SQL {
  return sql`
    select distinct on (tariff_id) tariff_id, id, hourly_rate_micros, monthly_cap_hours, effective_from
      from (${standingPrices}) standing
     where applies_to_existing and effective_from <= ${asOf.toISOString()}::timestamptz
     order by tariff_id, effective_from desc`
}

/**
 * The join of live subscriptions `s` with the price that is due for them (a common table `due` of `duePrices`) and the
 * one they pay. One that was agreed by hand (no dated price) keeps it.
 */
export const withPrices = sql`
  subscriptions s
  left join due on due.tariff_id = s.tariff_id
  left join tariff_prices paid on paid.id = s.tariff_price_id`

/** Whether such a subscription is alive and pays an older price than the one due. */
export const isOutdated = sql`
  s.status <> 'canceled' and (paid.effective_from, paid.id) < (due.effective_from, due.id)`

/**
 * Whether everything on a wallet could run at once at the prices due: an aggregate over its live subscriptions. What
 * is suspended counts too, as it does when it is started: see `assertWalletRateFits`.
 */
export const canCarry = sql`
  (sum((case when (paid.effective_from, paid.id) < (due.effective_from, due.id)
             then due.hourly_rate_micros else s.hourly_rate_micros end)::numeric * s.quantity)
    <= ${MAX_HOURLY_RATE_MICROS.toString()}::numeric)`
