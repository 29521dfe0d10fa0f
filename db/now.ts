import { sql } from 'drizzle-orm'
import type { Database } from './client'
import { executePrepared } from './prepared-statement'

/**
 * What time it is for the domain: the database's clock, or the sandbox's test clock. To the millisecond, UTC.
 * Read it before a lock is waited for or after, the ledger copes: an instant before a wallet's last settlement
 * counts as that settlement.
 */
export async function appNow(db: Database): Promise<Date> {
  const [row] = await executePrepared<{ ms: string }>(
    db,
    sql`select extract(epoch from app_now()) * 1000 as ms`,
  )
  return new Date(Math.trunc(Number(row?.ms)))
}
