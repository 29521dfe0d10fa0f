import { and, eq, isNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { refunds } from '@/db/schema'
import { findPaidPayment } from '../find-paid-payment'
import { stripeClient } from '../stripe/stripe-client'
import { RefundDoesNotFit } from './book-foreign-refund'
import { bookRefund, statusOf } from './book-refund'
import { sendRefund } from './send-refund'

/** The most refunds of one payment that are looked through. */
const MOST_REFUNDS = 1000

/**
 * Asks Stripe for all refunds of an intent and brings our books to that. All of them, because one may only fit once
 * another that has failed is known; so those are booked first. An intent that is not ours changes nothing.
 * @throws Error if it cannot be done now: ask again later.
 */
export async function syncRefunds(db: Database, intentId: string): Promise<void> {
  const payment = await findPaidPayment(db, intentId)
  if (!payment) return
  try {
    await bookAll(db, payment.id, intentId)
  } catch (error) {
    if (!(error instanceof RefundDoesNotFit)) throw error
    // One of ours that Stripe was not asked for yet holds the place of what was given back elsewhere: Stripe decides.
    await sendAll(db, payment.id)
    await bookAll(db, payment.id, intentId)
  }
}

async function bookAll(db: Database, paymentId: string, intentId: string): Promise<void> {
  const made = await stripeClient()
    .refunds.list({ payment_intent: intentId, limit: 100 })
    .autoPagingToArray({ limit: MOST_REFUNDS })
  const isVoid = (refund: Stripe.Refund) => ['failed', 'canceled'].includes(statusOf(refund))
  for (const refund of [...made.filter(isVoid), ...made.filter((one) => !isVoid(one)).reverse()]) {
    await bookRefund(db, paymentId, refund)
  }
}

async function sendAll(db: Database, paymentId: string): Promise<void> {
  const unsent = await db
    .select({ id: refunds.id })
    .from(refunds)
    .where(
      and(eq(refunds.paymentId, paymentId), eq(refunds.status, 'pending'), isNull(refunds.stripeRefundId)),
    )
  for (const { id } of unsent) await sendRefund(db, id)
}
