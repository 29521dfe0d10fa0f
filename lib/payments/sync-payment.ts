import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { log } from '../log'
import { applyPaymentIntent } from './apply-payment-intent'
import { isStripeAway } from './stripe/is-stripe-away'
import { retrievePaymentIntent } from './stripe/retrieve-payment-intent'

/**
 * Asks Stripe how a pending payment stands and brings ours to that. For the browser that returns, the integrator
 * who reads, and the sweeper: whoever comes first credits it, if the webhook has not. If Stripe cannot be asked that
 * is logged and nothing changes. Read the payment afterwards in any case: a webhook may have moved it meanwhile.
 * @returns false if Stripe is away, so that asking about others would only take longer.
 */
export async function syncPayment(db: Database, { paymentId }: { paymentId: string }): Promise<boolean> {
  const [payment] = await db
    .select({ intentId: payments.stripePaymentIntentId, status: payments.status })
    .from(payments)
    .where(eq(payments.id, paymentId))
  if (payment?.status !== 'pending' || payment.intentId === null) return true
  try {
    await applyPaymentIntent(db, await retrievePaymentIntent(payment.intentId))
    return true
  } catch (error) {
    log.warn({ paymentId, error }, 'Stripe could not be asked about a payment')
    return !isStripeAway(error)
  }
}
