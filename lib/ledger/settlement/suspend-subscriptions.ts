import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { nextExpiry } from './wallet-rate'

/**
 * Marks the running subscriptions of wallets that ran dry as suspended since the instant the money ended, and says so
 * in the outbox. The wallets are locked, and their rates are zero already. Where something is held, its expiry is what
 * changes next. Its status lets each happen once; that it may happen again at the same instant, where a clock went back, is
 * why the event's key names the transaction.
 */
export async function suspendSubscriptions(tx: Database, dry: { id: string; at: string }[]): Promise<void> {
  await tx.execute(sql`
    with dry as (
      select * from json_to_recordset(${JSON.stringify(dry)}::json) as dry(id bigint, at timestamptz)),
    suspended as (
      update subscriptions s
         set status = 'suspended', suspended_at = dry.at,
             metered_ms = metered_by(s.metered_ms, s.metered_at, s.capped_until is null, dry.at), metered_at = dry.at,
             capped_until = case when s.capped_until > dry.at then s.capped_until end
        from dry where s.wallet_id = dry.id and s.status = 'active'
      returning s.id, s.user_id, s.wallet_id, s.suspended_at),
    told as (
      insert into outbox (key, type, user_id, wallet_id, at, data)
      select format('subscription.suspended:%s:%s:%s', id, extract(epoch from suspended_at), pg_current_xact_id()),
             'subscription.suspended',
             user_id, wallet_id, suspended_at, jsonb_build_object('subscription', id)
        from suspended),
    awaited as (
      update wallets w set next_rate_change_at = ${nextExpiry} from dry where w.id = dry.id and w.held > 0)
    insert into rate_changes (wallet_id, at, hourly_rate_micros, cause)
    select id, at, 0, 'ran_dry' from dry`)
}
