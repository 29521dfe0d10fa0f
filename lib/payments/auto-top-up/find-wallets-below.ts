import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { isNearlySpent } from '@/lib/ledger/settlement/find-dry-wallets'

/**
 * The first wallets after an id, in the order of their ids, that may have to top themselves up: none that has to is
 * left out. It reads the rules that are on and, by key, their wallets, with a cheap condition in doubles: no index is
 * kept on what billing changes. The exact rule decides about each that is found.
 */
export async function findWalletsBelow(
  db: Database,
  { asOf, afterId, limit }: { asOf: Date; afterId: bigint; limit: number },
): Promise<bigint[]> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const rows = await db.execute<{ id: string }>(sql`
    select a.wallet_id as id
      from auto_top_ups a join wallets w on w.id = a.wallet_id join users u on u.id = a.user_id
     where a.wallet_id > ${afterId} and a.status = 'active' and u.blocked_at is null
       and (a.capped_until is null or a.capped_until <= ${at})
       and (w.next_rate_change_at <= ${at} or ${isNearlySpent(at, { balance: sql`(w.balance - w.held - a.threshold)` })})
       and not exists (select from payments p
                        where p.wallet_id = a.wallet_id and p.origin = 'auto_top_up' and p.status = 'pending')
     order by a.wallet_id limit ${limit}`)
  return rows.map(({ id }) => BigInt(id))
}
