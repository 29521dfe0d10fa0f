import { and, between, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { billingRuns } from '@/db/schema'
import { HOUR_MS } from '../time'
import { type BillingSummary, runBilling } from './run-billing'

/**
 * Bills up to the last full hour, unless a finished run already did. Called on the hour and every few minutes
 * besides: a tick that was lost is caught up, one that comes twice finds nothing to do. Billing at the full hour
 * rather than at the tick's own instant gives users one tidy row an hour; it changes no sum.
 */
export async function billDueHour(db: Database): Promise<BillingSummary | null> {
  const now = await appNow(db)
  const asOf = new Date(now.getTime() - (now.getTime() % HOUR_MS))
  const [done] = await db
    .select({ id: billingRuns.id })
    .from(billingRuns)
    // A run up to an instant still to come says nothing of what began since.
    .where(and(eq(billingRuns.status, 'finished'), between(billingRuns.asOf, asOf, now)))
    .limit(1)
  return done ? null : runBilling(db, { asOf })
}
