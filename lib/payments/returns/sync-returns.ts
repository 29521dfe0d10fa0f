import type { Database } from '@/db/client'
import { applyDispute, readWallClock } from '../disputes/sync-dispute'
import { readAnyPayment } from '../payment'
import { syncRefunds } from '../refunds/sync-refunds'
import { askStripe } from '../stripe/ask-stripe'
import { stripeClient } from '../stripe/stripe-client'
import { syncPayment } from '../sync-payment'

/** The most disputes of one payment that are looked through. */
const MOST_DISPUTES = 100

/**
 * Asks Stripe for all it knows of a payment (whether it was paid, its refunds and its disputes) and brings our books to
 * that, for whoever does not want to wait for the jobs.
 * @throws AppError `not_found`; `provider_unavailable` if Stripe cannot be asked now.
 */
export async function syncReturns(db: Database, paymentId: string): Promise<void> {
  await syncPayment(db, { paymentId })
  const { stripePaymentIntentId: intentId, paidAt } = await readAnyPayment(db, paymentId)
  if (intentId === null || paidAt === null) return
  await askStripe(async () => {
    await syncRefunds(db, intentId)
    const askedAt = await readWallClock(db)
    const opened = await stripeClient()
      .disputes.list({ payment_intent: intentId, limit: 100 })
      .autoPagingToArray({ limit: MOST_DISPUTES })
    for (const dispute of opened) await applyDispute(db, { dispute, askedAt })
  })
}

/**
 * Sees to it that the above can be asked, before something is done that only its answer makes right.
 * @throws AppError `provider_unavailable` if not.
 */
export async function assertReturnsKnown(intentId: string): Promise<void> {
  const first = { payment_intent: intentId, limit: 1 }
  const { refunds, disputes } = stripeClient()
  await askStripe(() => Promise.all([refunds.list(first), disputes.list(first)]))
}
