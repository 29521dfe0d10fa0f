import { env } from '@/lib/env'
import type { BillingOptions } from './run-billing'

/** How this installation bills: with how many workers, and what it charges for after an outage. */
export function billingSettings(): Required<Pick<BillingOptions, 'workers'>> & BillingOptions {
  const { BILLING_WORKERS, OUTAGE_FORGIVEN_AFTER_HOURS } = env()
  return { workers: BILLING_WORKERS, forgiveAfterHours: OUTAGE_FORGIVEN_AFTER_HOURS }
}
