import type { Database } from '@/db/client'
import { HOUR_MS } from '../time'
import type { ChargedTotal } from './billing-totals'
import { type BillingRun, listBillingRuns } from './list-billing-runs'
import { sumBillingRuns } from './sum-billing-runs'

const DAY_MS = 24 * HOUR_MS

/** A tick may be lost and caught up a few minutes later; after a whole hour more something is wrong. */
const BEHIND_MS = 2 * HOUR_MS

/** How the billing stands at an instant. */
export type BillingState = {
  /** The latest run, if there has been one. */
  latest: BillingRun | undefined
  /** Usage that runs of the last 24 hours charged. */
  lastDay: ChargedTotal[]
  /** Whether the latest run is missing, did not go well, or lies more than two hours back. */
  isBehind: boolean
}

/** The latest billing run, whether billing keeps up, and what it charged in the last 24 hours. */
export async function readBillingState(db: Database, { asOf }: { asOf: Date }): Promise<BillingState> {
  const [{ rows }, { charged }] = await Promise.all([
    listBillingRuns(db, { limit: 1 }),
    sumBillingRuns(db, { after: new Date(asOf.getTime() - DAY_MS), upTo: asOf }),
  ])
  const [latest] = rows
  const lateMs = latest ? asOf.getTime() - latest.asOf.getTime() : Number.POSITIVE_INFINITY
  return { latest, lastDay: charged, isBehind: lateMs > BEHIND_MS || latest?.status === 'failed' }
}
