import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { HOUR_MS } from '@/lib/time'

/** An hour counts as missing when it is not billed by then: the hourly tick and the next one have passed. */
const GRACE_MS = 10 * 60_000

/** How far billing lags behind the clock. */
export type BillingDelay = {
  /** Full hours that should have been billed and are not. */
  behindHours: number
  /** Up to when all is billed; null if no run has ever finished. */
  billedUpTo: Date | null
  /** When the last run finished, by the wall clock. */
  lastRunAt: Date | null
}

/**
 * How many hours billing is behind at an instant. No money is lost by it: the next run bills them. Where no run has
 * ever finished, hours count from the first wallet on; without wallets there is nothing to bill.
 */
export async function readBillingDelay(db: Database, { asOf }: { asOf: Date }): Promise<BillingDelay> {
  const at = sql`${asOf.toISOString()}::timestamptz`
  const [row] = await db.execute<{
    as_of: string | null
    finished_at: string | null
    first: string | null
  }>(sql`
    select last.as_of, last.finished_at, (select created_at from wallets order by id limit 1) as first
      from (select) one
      left join (select as_of, finished_at from billing_runs
                  where status = 'finished' and as_of <= ${at} order by as_of desc, id desc limit 1) last on true`)
  const from = row?.as_of ?? row?.first
  const lateMs = from ? asOf.getTime() - GRACE_MS - Math.floor(Date.parse(from) / HOUR_MS) * HOUR_MS : 0
  return {
    behindHours: Math.max(0, Math.floor(lateMs / HOUR_MS)),
    billedUpTo: row?.as_of ? new Date(row.as_of) : null,
    lastRunAt: row?.finished_at ? new Date(row.finished_at) : null,
  }
}
