import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Minor units that a wallet was topped up with by itself, or is being, in the calendar month (UTC) of an instant. */
export async function sumMonth(
  db: Database,
  { walletId, asOf }: { walletId: bigint; asOf: Date },
): Promise<bigint> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const [row] = await db.execute<{ sum: string }>(sql`
    select coalesce(sum(amount), 0)::text as sum from payments
     where wallet_id = ${walletId} and origin = 'auto_top_up' and status not in ('canceled', 'failed')
       and created_at >= month_start(${at}) and created_at < next_month(${at})`)
  return BigInt(row?.sum ?? '0')
}
