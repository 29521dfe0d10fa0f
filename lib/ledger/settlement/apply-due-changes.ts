import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { expireHolds } from './expire-holds'
import { resumeSubscriptions } from './resume-subscriptions'
import { setWalletRates } from './wallet-rate'
import { idArray, isSelected, type WalletSelection } from './wallet-selection'

/**
 * Makes the changes that come by themselves on wallets that have been settled up to where they do. A hold that expires
 * is free, and money that is free wakes what stood still for lack of it. What has reached its monthly cap leaves the
 * rate, what was capped comes back with the new month. The wallets are locked.
 */
export async function applyDueChanges(
  tx: Database,
  { selection, asOf }: { selection: WalletSelection; asOf: Date },
): Promise<void> {
  const due = sql`
    select w.id, w.next_rate_change_at as at from wallets w
     where ${isSelected(selection)} and w.next_rate_change_at <= ${asOf.toISOString()}::timestamptz
       and w.last_hourly_billing >= w.next_rate_change_at`
  const freedIds = await expireHolds(tx, due)
  await turnCaps(tx, due)
  if (freedIds.length > 0) {
    const freed = sql`select * from (${due}) due where id = any(${idArray(freedIds)})`
    await resumeSubscriptions(tx, freed)
    await setWalletRates(tx, freed, 'resumed')
  }
  await setWalletRates(tx, due, 'monthly_cap')
}

/** @param due a query of the wallets on which a cap may turn, as (id, at). */
async function turnCaps(tx: Database, due: SQL): Promise<void> {
  await tx.execute(sql`
    with due as materialized (${due})
    update subscriptions s
       set metered_ms = case when s.capped_until is null then s.monthly_cap_hours * 3600000::bigint else 0 end,
           metered_at = due.at,
           capped_until = case when s.capped_until is null then next_month(due.at) end
      from due
     where s.wallet_id = due.id and s.status = 'active'
       and next_cap_change(s.monthly_cap_hours, s.metered_ms, s.metered_at, s.capped_until) <= due.at`)
}
