import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { setWalletRates } from './wallet-rate'
import { isSelected, type WalletSelection } from './wallet-selection'

/**
 * Changes the rates of wallets that have been settled up to where a monthly cap changes them: what has reached its cap
 * leaves the rate, what was capped comes back with the new month. The wallets are locked.
 */
export async function changeCappedRates(
  tx: Database,
  { selection, asOf }: { selection: WalletSelection; asOf: Date },
): Promise<void> {
  const due = sql`
    select w.id, w.next_rate_change_at as at from wallets w
     where ${isSelected(selection)} and w.next_rate_change_at <= ${asOf.toISOString()}::timestamptz
       and w.last_hourly_billing >= w.next_rate_change_at`
  await tx.execute(sql`
    with due as materialized (${due})
    update subscriptions s
       set metered_ms = case when s.capped_until is null then s.monthly_cap_hours * 3600000::bigint else 0 end,
           metered_at = due.at,
           capped_until = case when s.capped_until is null then next_month(due.at) end
      from due
     where s.wallet_id = due.id and s.status = 'active'
       and next_cap_change(s.monthly_cap_hours, s.metered_ms, s.metered_at, s.capped_until) <= due.at`)
  await setWalletRates(tx, due, 'monthly_cap')
}
