import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { warnLowBalances } from '@/lib/billing/running-dry/warn-low-balances'
import { type BillingPlan, billDueHour, planDueHour } from '@/lib/billing/runs/bill-due-hour'
import { billingSettings } from '@/lib/billing/runs/billing-settings'
import { awaitsForgiveness } from '@/lib/billing/runs/outage'
import { announcePrices } from '@/lib/billing/tariffs/announce-prices'
import { applyTariffPrices } from '@/lib/billing/tariffs/apply-tariff-prices'
import { log } from '@/lib/log'
import { reconcileCards } from '@/lib/payments/cards/reconcile-cards'
import { reconcileDisputes } from '@/lib/payments/disputes/reconcile-disputes'
import { expirePayments } from '@/lib/payments/expire-payments'
import { collectStripeEvents } from '@/lib/payments/inbox/collect-stripe-events'
import { sweepStripeEvents } from '@/lib/payments/inbox/process-stripe-events'
import { reconcilePayments } from '@/lib/payments/reconcile-payments'
import { reconcileRefunds } from '@/lib/payments/refunds/reconcile-refunds'
import { findReturns } from '@/lib/payments/returns/find-returns'
import { runAutomaticPayments } from '@/lib/payments/run-automatic-payments'
import { verifyNightly } from '@/lib/proof/verify-nightly'
import { deliverWebhooks } from '@/lib/webhooks/deliver-webhooks'
import { sendEvents } from './send-events'

/** Work that time brings. Each drains what the database says is due, so a tick that is lost, late or doubled changes nothing. */
export type Job = {
  id: string
  /** When it is called, in UTC. */
  cron: string
  /** @returns something that JSON can carry. */
  run: (db: Database) => Promise<unknown>
  /** Where Inngest calls it: says what is to be done, for several servers to do it side by side. */
  plan?: (db: Database) => Promise<BillingPlan | null>
}

const billing = {
  run: (db: Database) => billDueHour(db, billingSettings()),
  plan: (db: Database) => planDueHour(db, billingSettings()),
}

/** Until an outage has been given back, wallets look emptier than they will be: none is topped up for that. */
async function chargeSavedCards(db: Database) {
  const asOf = await appNow(db)
  const holdsTopUps = await awaitsForgiveness(db, { asOf, ...billingSettings() })
  return runAutomaticPayments(db, { holdsTopUps })
}

/**
 * What a list brings is worked off at once: without a webhook a payment would wait for the next minute.
 * @returns how many had not come before; null if Stripe could not be asked, which the next minute does again.
 */
async function collectAndProcess(db: Database): Promise<number | null> {
  try {
    const collected = await collectStripeEvents(db)
    if (collected > 0) await sweepStripeEvents(db)
    return collected
  } catch (error) {
    log.warn({ error }, "Stripe's list of events could not be read")
    return null
  }
}

/** All jobs. Inngest, and the scheduler that stands in for it, call the same ones. */
export const jobs: readonly Job[] = [
  { id: 'hourly-billing', cron: '0 * * * *', ...billing },
  { id: 'catch-up-billing', cron: '5-55/5 * * * *', ...billing },
  { id: 'suspend-depleted', cron: '* * * * *', run: (db) => suspendDepleted(db, billingSettings()) },
  {
    id: 'warn-low-balances',
    cron: '* * * * *',
    run: (db) => warnLowBalances(db, undefined, billingSettings()),
  },
  { id: 'send-events', cron: '* * * * *', run: (db) => sendEvents(db) },
  { id: 'deliver-webhooks', cron: '* * * * *', run: (db) => deliverWebhooks(db) },
  { id: 'announce-prices', cron: '* * * * *', run: announcePrices },
  { id: 'apply-tariff-prices', cron: '* * * * *', run: (db) => applyTariffPrices(db, billingSettings()) },
  { id: 'process-stripe-events', cron: '* * * * *', run: sweepStripeEvents },
  { id: 'collect-stripe-events', cron: '* * * * *', run: collectAndProcess },
  { id: 'reconcile-payments', cron: '* * * * *', run: reconcilePayments },
  { id: 'reconcile-refunds', cron: '* * * * *', run: reconcileRefunds },
  { id: 'reconcile-disputes', cron: '* * * * *', run: reconcileDisputes },
  { id: 'find-returns', cron: '20 * * * *', run: (db) => findReturns(db, { days: 3 }) },
  // A refund can still fail a month later.
  { id: 'find-late-returns', cron: '50 4 * * *', run: (db) => findReturns(db, { days: 45 }) },
  { id: 'automatic-payments', cron: '* * * * *', run: chargeSavedCards },
  { id: 'reconcile-cards', cron: '* * * * *', run: reconcileCards },
  { id: 'expire-payments', cron: '* * * * *', run: expirePayments },
  { id: 'verify-ledger', cron: '30 3 * * *', run: verifyNightly },
]
