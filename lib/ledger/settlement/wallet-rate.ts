import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Sets a wallet's rate to the sum of its active subscriptions, from an instant on. The wallet is locked and settled. */
export async function setWalletRate(
  tx: Database,
  { walletId, asOf, cause }: { walletId: bigint; asOf: Date; cause: string },
): Promise<void> {
  await setWalletRates(
    tx,
    sql`select ${walletId}::bigint as id, ${asOf.toISOString()}::timestamptz as at`,
    cause,
  )
}

/** When the first open hold of a wallet `w` expires. It is locked. */
export const nextExpiry = sql`(
  select min(h.expires_at) from holds h where h.wallet_id = w.id and h.status = 'open')`

/**
 * The same for many wallets, each from an instant of its own. What is capped costs nothing; when that changes next, or
 * a hold expires, is noted on the wallet, so that settling stops there.
 * @param due a query of the wallets, as (id, at). They are locked and settled.
 */
export async function setWalletRates(tx: Database, due: SQL, cause: string): Promise<void> {
  await tx.execute(sql`
    with due as materialized (${due}),
    changed as (
      update wallets w
         set hourly_rate_micros = running.rate,
             next_rate_change_at = least(running.next_change_at, case when w.held > 0 then ${nextExpiry} end),
             last_hourly_billing = greatest(w.last_hourly_billing, due.at)
        from due cross join lateral (
               select coalesce(sum(s.hourly_rate_micros::numeric * s.quantity) filter (where s.capped_until is null), 0)
                        as rate,
                      min(next_cap_change(s.monthly_cap_hours, s.metered_ms, s.metered_at, s.capped_until))
                        as next_change_at
                 from subscriptions s where s.wallet_id = due.id and s.status = 'active') running
       where w.id = due.id
      returning w.id, old.hourly_rate_micros as before, new.hourly_rate_micros as after, new.last_hourly_billing as at)
    insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
    select id, at, after, ${cause} from changed where before <> after`)
}

/** Notes anew on a wallet what changes next by itself, after a hold has ended. It is locked; its rate stays as it is. */
export async function noteNextChange(tx: Database, walletId: bigint): Promise<void> {
  await setWalletRates(tx, sql`select id, last_hourly_billing as at from wallets where id = ${walletId}`, '')
}
