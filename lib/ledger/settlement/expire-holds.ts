import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/**
 * Books the holds that have expired by an instant on wallets that are locked and settled up to it: what they kept back
 * is free. Each is told in the outbox.
 * @param due a query of the wallets, as (id, at).
 * @returns the ids of the wallets on which something was freed.
 */
export async function expireHolds(tx: Database, due: SQL): Promise<bigint[]> {
  const freed = await tx.execute<{ id: string }>(sql`
    with due as materialized (${due}),
    expired as (
      update holds h set status = 'expired', ended_at = h.expires_at
        from due where h.wallet_id = due.id and h.status = 'open' and h.expires_at <= due.at
      returning h.id, h.user_id, h.wallet_id, h.amount, h.expires_at, h.metadata),
    told as (
      insert into outbox (key, type, user_id, wallet_id, at, data)
      select format('hold.expired:%s', id), 'hold.expired', user_id, wallet_id, expires_at,
             jsonb_build_object('hold', id, 'metadata', metadata)
        from expired order by expires_at, id)
    update wallets w set held = w.held - freed.amount
      from (select wallet_id, sum(amount) as amount from expired group by wallet_id) freed
     where w.id = freed.wallet_id
    returning w.id`)
  return freed.map(({ id }) => BigInt(id))
}
