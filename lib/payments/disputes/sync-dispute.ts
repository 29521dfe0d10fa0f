import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { findPaidPayment } from '../find-paid-payment'
import { ForeignAnswer } from '../stripe/ask-stripe'
import { stripeClient } from '../stripe/stripe-client'
import { bookDispute } from './book-dispute'

/** What Stripe answered about a dispute, and when it was asked. */
export type StatedDispute = { dispute: Stripe.Dispute; askedAt: string }

/**
 * Asks Stripe how a dispute stands and brings our books to that. One of a payment that is not ours changes nothing.
 * @throws Error if Stripe cannot be asked.
 */
export async function syncDispute(db: Database, stripeDisputeId: string): Promise<void> {
  const askedAt = await readWallClock(db)
  const dispute = await stripeClient().disputes.retrieve(stripeDisputeId)
  if (dispute.id !== stripeDisputeId) throw new ForeignAnswer('Stripe answered with another dispute')
  await applyDispute(db, { dispute, askedAt })
}

/** Brings our books to what Stripe has answered about a dispute. */
export async function applyDispute(db: Database, stated: StatedDispute): Promise<void> {
  const { payment_intent: intent } = stated.dispute
  if (intent === null) return
  const payment = await findPaidPayment(db, typeof intent === 'string' ? intent : intent.id)
  if (payment) await bookDispute(db, payment.id, stated)
}

/** The wall clock of the database, which all servers share, to the microsecond. */
export async function readWallClock(db: Database): Promise<string> {
  const [row] = await db.execute<{ at: string }>(sql`select clock_timestamp()::text as at`)
  if (!row) throw new Error('BUG: the database knows the time')
  return row.at
}
