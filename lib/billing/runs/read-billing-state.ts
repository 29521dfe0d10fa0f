import type { Database } from '@/db/client'
import { DAY_MS } from '@/lib/time'
import type { BillingRun } from './billing-run'
import type { ChargedTotal } from './billing-totals'
import { listBillingRuns } from './list-billing-runs'
import { type BillingDelay, readBillingDelay } from './read-billing-delay'
import { sumBillingRuns } from './sum-billing-runs'

/** How the billing stands at an instant. */
export type BillingState = BillingDelay & {
  /** The latest run, if there has been one. */
  latest: BillingRun | undefined
  /** Usage that runs of the last 24 hours charged. */
  lastDay: ChargedTotal[]
  /** Whether hours are missing, or the latest run did not go well. */
  isBehind: boolean
}

/** The latest billing run, whether billing keeps up, and what it charged in the last 24 hours. */
export async function readBillingState(db: Database, { asOf }: { asOf: Date }): Promise<BillingState> {
  const [{ rows }, { charged }, delay] = await Promise.all([
    listBillingRuns(db, { limit: 1 }),
    sumBillingRuns(db, { after: new Date(asOf.getTime() - DAY_MS), upTo: asOf }),
    readBillingDelay(db, { asOf }),
  ])
  const [latest] = rows
  const isUnwell = latest?.status === 'failed' || latest?.status === 'stopped'
  return { ...delay, latest, lastDay: charged, isBehind: delay.behindHours > 0 || isUnwell }
}
