import { desc } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { billingRuns } from '@/db/schema'

/**
 * Whether a billing run that gives back the usage of an outage has not finished. Until it has, wallets look emptier
 * than they will be: nobody is suspended or warned besides it. The one place where the watch asks.
 */
export async function leavesToBilling(db: Database): Promise<boolean> {
  const [latest] = await db
    .select({ status: billingRuns.status, forgivenFrom: billingRuns.forgivenFrom })
    .from(billingRuns)
    .orderBy(desc(billingRuns.id))
    .limit(1)
  return latest !== undefined && latest.forgivenFrom !== null && latest.status !== 'finished'
}
