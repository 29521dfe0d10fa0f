import type { Database } from '@/db/client'
import { applyTariffPrices } from '@/lib/billing/apply-tariff-prices'
import { billDueHour } from '@/lib/billing/bill-due-hour'
import { suspendDepleted } from '@/lib/billing/suspend-depleted'
import { warnLowBalances } from '@/lib/billing/warn-low-balances'
import { processStripeEvents } from '@/lib/payments/process-stripe-events'
import { reconcilePayments } from '@/lib/payments/reconcile-payments'
import { sendEvents } from './send-events'

/** Work that time brings. Each drains what the database says is due, so a tick that is lost, late or doubled changes nothing. */
export type Job = {
  id: string
  /** When it is called, in UTC. */
  cron: string
  /** @returns something that JSON can carry. */
  run: (db: Database) => Promise<unknown>
}

/** All jobs. Inngest, and the scheduler that stands in for it, call the same ones. */
export const jobs: readonly Job[] = [
  { id: 'hourly-billing', cron: '0 * * * *', run: billDueHour },
  { id: 'catch-up-billing', cron: '5-55/5 * * * *', run: billDueHour },
  { id: 'suspend-depleted', cron: '* * * * *', run: suspendDepleted },
  { id: 'warn-low-balances', cron: '* * * * *', run: (db) => warnLowBalances(db) },
  { id: 'send-events', cron: '* * * * *', run: (db) => sendEvents(db) },
  { id: 'apply-tariff-prices', cron: '* * * * *', run: applyTariffPrices },
  { id: 'process-stripe-events', cron: '* * * * *', run: processStripeEvents },
  { id: 'reconcile-payments', cron: '* * * * *', run: reconcilePayments },
]
