import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { setWalletRate } from './wallet-rate'

/**
 * Lets suspended subscriptions of a wallet run on from an instant: one, or all that money wakes. A cap that was reached
 * holds until its month is over. The wallet is locked and has money.
 * @returns how many run again.
 */
export async function resumeSubscriptions(
  tx: Database,
  { walletId, asOf, subscriptionId }: { walletId: bigint; asOf: Date; subscriptionId?: string },
): Promise<number> {
  const at = sql`greatest(${asOf.toISOString()}::timestamptz, s.metered_at, w.last_hourly_billing)`
  const metered = sql`metered_by(s.metered_ms, s.metered_at, false, ${at})`
  const which = subscriptionId === undefined ? sql`s.resumes_on_top_up` : sql`s.id = ${subscriptionId}`
  const resumed = await tx.execute(sql`
    with resumed as (
      update subscriptions s
         set status = 'active', suspended_at = null,
             metered_ms = ${metered}, metered_at = ${at},
             capped_until = case when ${metered} >= s.monthly_cap_hours * 3600000::bigint then next_month(${at}) end
        from wallets w
       where w.id = s.wallet_id and s.wallet_id = ${walletId} and s.status = 'suspended' and ${which}
      returning s.id, s.user_id, s.wallet_id, s.metered_at),
    told as (
      insert into outbox (key, type, user_id, wallet_id, at, data)
      select format('subscription.resumed:%s:%s', id, extract(epoch from metered_at)), 'subscription.resumed',
             user_id, wallet_id, metered_at, jsonb_build_object('subscription', id)
        from resumed
          on conflict (key) do nothing)
    select id from resumed`)
  if (resumed.length > 0) await setWalletRate(tx, { walletId, asOf, cause: 'resumed' })
  return resumed.length
}
