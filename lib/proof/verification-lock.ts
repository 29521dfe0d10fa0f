import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Names the lock that a verification holds while it lives, and that goes with its connection. */
export const VERIFYING = 'hourglass:verification'

/** Whether a verification is under way, by its lock: one that was killed cannot say so itself. */
export async function isVerifying(db: Database): Promise<boolean> {
  // A lock of one 64-bit key is listed as the halves of it; the hash is a signed 32-bit number.
  const [row] = await db.execute<{ held: boolean }>(sql`
    select exists (select from pg_locks
                    where locktype = 'advisory' and objsubid = 1 and granted
                      and database = (select oid from pg_database where datname = current_database())
                      and ((classid::bigint << 32) | objid::bigint) = hashtext(${VERIFYING})::bigint) as held`)
  return row?.held ?? false
}
