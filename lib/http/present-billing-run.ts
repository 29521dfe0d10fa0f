import type { BillingRun } from '@/lib/billing/billing-run'
import { storedTotals } from '@/lib/billing/billing-totals'

/** A billing run as the API answers it. */
export function presentBillingRun(run: BillingRun) {
  return {
    id: run.id.toString(),
    status: run.status,
    as_of: run.asOf.toISOString(),
    started_at: run.startedAt.toISOString(),
    duration_ms: run.durationMs,
    hours: run.hours,
    percent: run.progress?.percent ?? (run.status === 'finished' ? 100 : null),
    wallets_billed: run.walletsBilled,
    wallets_suspended: run.walletsSuspended,
    charged: storedTotals(run.charged),
    forgiven_from: run.forgivenFrom?.toISOString() ?? null,
    resumed: run.isResumed,
    error: run.error,
  }
}
