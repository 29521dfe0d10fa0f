import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { applyPaymentIntent } from './apply-payment-intent'
import { cancelPayment } from './cancel-payment'
import { ensurePaymentIntent } from './ensure-payment-intent'
import { type Payment, readPayment } from './payment'
import { askStripe, providerUnavailable } from './stripe/ask-stripe'
import { retrievePaymentIntent } from './stripe/retrieve-payment-intent'

/** States of an intent in which a card can be entered; in the others Stripe has the money, or is about to. */
const PAYABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action'])

/** What it means that Stripe could not be asked for an intent that can be paid. */
const UNCHARGED = 'Nothing was charged.'

/** What the checkout form needs: the payment, and Stripe's secret for it while it can still be paid. */
export type Checkout = { payment: Payment; clientSecret: string | null }

/**
 * Opens a payment for its user to pay. Stripe is asked on the way, so a payment that was paid elsewhere shows so; one
 * that has expired, or is about to be canceled, is canceled now.
 * @throws AppError `not_found` for someone else's payment, `provider_unavailable` if Stripe cannot be reached; as
 *   `ensurePaymentIntent`.
 */
export async function openCheckout(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Checkout> {
  const known = await readPayment(db, { userId, paymentId })
  if (await isToBeCanceled(db, known)) {
    await cancelPayment(db, { paymentId, reason: 'expired' })
    return { payment: await readPayment(db, { userId, paymentId }), clientSecret: null }
  }
  const payment = await ensurePaymentIntent(db, known)
  if (payment.status !== 'pending') return { payment, clientSecret: null }
  const { stripePaymentIntentId: intentId } = payment
  if (intentId === null) throw providerUnavailable(undefined, UNCHARGED)
  const intent = await askStripe(() => retrievePaymentIntent(intentId), UNCHARGED)
  await askStripe(() => applyPaymentIntent(db, intent))
  const now = await readPayment(db, { userId, paymentId })
  const payable = now.status === 'pending' && now.cancellationReason === null && PAYABLE.has(intent.status)
  return { payment: now, clientSecret: payable ? intent.client_secret : null }
}

async function isToBeCanceled(db: Database, payment: Payment): Promise<boolean> {
  if (payment.status !== 'pending') return false
  return payment.cancellationReason !== null || payment.expiresAt <= (await appNow(db))
}
