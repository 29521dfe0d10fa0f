import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { setWalletRate } from './wallet-rate'

/**
 * Lets suspended subscriptions of a wallet run on from an instant: one, or all that money wakes. The wallet is locked,
 * settled and has money.
 * @returns how many run again.
 */
export async function resumeOnWallet(
  tx: Database,
  { walletId, asOf, subscriptionId }: { walletId: bigint; asOf: Date; subscriptionId?: string },
): Promise<number> {
  const due = sql`select ${walletId}::bigint as id, ${asOf.toISOString()}::timestamptz as at`
  const resumed = await resumeSubscriptions(tx, due, subscriptionId)
  if (resumed > 0) await setWalletRate(tx, { walletId, asOf, cause: 'resumed' })
  return resumed
}

/**
 * Marks suspended subscriptions of many wallets as running on, each from an instant of its own, and says so in the
 * outbox. A cap that was reached holds until its month is over. Their wallets' rates are to be set afterwards.
 * @param due a query of the wallets, as (id, at). They are locked, settled and have money.
 * @param subscriptionId only this one; left out, all that money wakes.
 * @returns how many run again.
 */
export async function resumeSubscriptions(tx: Database, due: SQL, subscriptionId?: string): Promise<number> {
  const at = sql`greatest(due.at, s.metered_at, w.last_hourly_billing)`
  const metered = sql`metered_by(s.metered_ms, s.metered_at, false, ${at})`
  const which = subscriptionId === undefined ? sql`s.resumes_on_top_up` : sql`s.id = ${subscriptionId}`
  const resumed = await tx.execute(sql`
    with due as materialized (${due}),
    resumed as (
      update subscriptions s
         set status = 'active', suspended_at = null,
             metered_ms = ${metered}, metered_at = ${at},
             capped_until = case when ${metered} >= s.monthly_cap_hours * 3600000::bigint then next_month(${at}) end
        from due join wallets w on w.id = due.id
       where s.wallet_id = w.id and s.status = 'suspended' and ${which}
      returning s.id, s.user_id, s.wallet_id, s.metered_at),
    told as (
      insert into outbox (key, type, user_id, wallet_id, at, data)
      select format('subscription.resumed:%s:%s:%s', id, extract(epoch from metered_at), pg_current_xact_id()),
             'subscription.resumed', user_id, wallet_id, metered_at, jsonb_build_object('subscription', id)
        from resumed)
    select id from resumed`)
  return resumed.length
}
