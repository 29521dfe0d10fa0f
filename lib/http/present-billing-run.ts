import { z } from 'zod'
import type { BillingRun } from '@/lib/billing/runs/billing-run'
import { storedTotals } from '@/lib/billing/runs/billing-totals'
import { amountText, instantText } from './answer-fields'

/** What `presentBillingRun` makes. */
export const billingRunSchema = z
  .strictObject({
    id: z.string(),
    status: z
      .enum(['running', 'stopped', 'finished', 'failed'])
      .describe('`stopped`: it was killed, and will be gone on with.'),
    as_of: instantText.describe('Up to when it billed.'),
    started_at: instantText,
    duration_ms: z.int().nullable(),
    hours: z.number().nullable().describe('Full hours since the finished run before it.'),
    percent: z.number().nullable().describe('How far it is.'),
    wallets_billed: z.int(),
    wallets_suspended: z.int(),
    charged: z.record(z.string(), amountText).describe('By currency.'),
    forgiven_from: instantText.nullable().describe('Usage from here on was given back.'),
    resumed: z.boolean().describe('Whether it was killed or failed on the way, and gone on with.'),
    error: z.string().nullable(),
  })
  .meta({ id: 'BillingRun' })

/** A billing run as the API answers it. */
export function presentBillingRun(run: BillingRun): z.input<typeof billingRunSchema> {
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
