import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { payments, refunds } from '@/db/schema'
import { assert } from '../../errors'
import { askStripe } from '../stripe/ask-stripe'
import { callProvider } from '../stripe/call-provider'
import { toStripeAmount } from '../stripe/stripe-amount'
import { bookRefund } from './book-refund'
import { failRefund } from './fail-refund'
import { retrieveRefund } from './retrieve-refund'

/** The most refunds of one payment that are looked through. */
const MOST_REFUNDS = 1000

/**
 * Asks Stripe for a refund that was taken from the wallet, and books what came of it. Safe to repeat and to be killed
 * at any step: one that was sent before is found, one that is over is left alone. Never call it in a transaction.
 * @throws AppError `provider_unavailable` if nobody can tell yet: it stays pending, call it again later.
 */
export async function sendRefund(db: Database, refundId: string): Promise<void> {
  const [refund] = await db
    .select({
      paymentId: refunds.paymentId,
      amountMinor: refunds.amount,
      status: refunds.status,
      stripeRefundId: refunds.stripeRefundId,
      currency: payments.currency,
      intentId: payments.stripePaymentIntentId,
    })
    .from(refunds)
    .innerJoin(payments, eq(payments.id, refunds.paymentId))
    .where(eq(refunds.id, refundId))
  assert(refund?.intentId, 'a refund is of a payment made through Stripe')
  if (refund.status !== 'pending' || refund.stripeRefundId !== null) return
  const { paymentId, intentId: payment_intent } = refund
  const outcome = await callProvider<Stripe.Refund>(db, {
    key: `hourglass-refund-${refundId}`,
    operation: 'refund.create',
    subject: `payment:${paymentId}`,
    send: (stripe, options) =>
      stripe.refunds.create(
        {
          payment_intent,
          amount: toStripeAmount(refund.amountMinor, refund.currency),
          metadata: { refund_id: refundId, payment_id: paymentId },
        },
        options,
      ),
    find: async (stripe) => {
      const made = await stripe.refunds
        .list({ payment_intent, limit: 100 })
        .autoPagingToArray({ limit: MOST_REFUNDS })
      return made.find(({ metadata }) => metadata?.refund_id === refundId)
    },
    isFinal,
  })
  if (outcome.kind === 'refused') return failRefund(db, refundId, outcome.code)
  await bookRefund(db, paymentId, outcome.object ?? (await askStripe(() => retrieveRefund(outcome.id))))
}

/** Only Stripe's own word counts: an error page of something in between has refused nothing. */
function isFinal(error: Stripe.errors.StripeError): boolean {
  const { StripeInvalidRequestError } = Stripe.errors
  return (
    error instanceof StripeInvalidRequestError &&
    error.rawType === 'invalid_request_error' &&
    error.statusCode !== 409
  )
}
