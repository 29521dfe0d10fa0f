import type { Database } from '@/db/client'
import { AppError } from '../errors'
import { applyPaymentIntent } from './apply-payment-intent'
import { ensurePaymentIntent } from './ensure-payment-intent'
import { type Payment, readPayment } from './payment'
import { retrievePaymentIntent } from './retrieve-payment-intent'

/** States of an intent in which a card can be entered; in the others Stripe has the money, or is about to. */
const PAYABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action'])

/** What the checkout form needs: the payment, and Stripe's secret for it while it can still be paid. */
export type Checkout = { payment: Payment; clientSecret: string | null }

/**
 * Opens a payment for its user to pay. Stripe is asked on the way, so a payment that was paid elsewhere shows so.
 * @throws AppError `not_found` for someone else's payment, `provider_unavailable` if Stripe cannot be reached.
 */
export async function openCheckout(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Checkout> {
  const payment = await ensurePaymentIntent(db, await readPayment(db, { userId, paymentId }))
  if (payment.status !== 'pending') return { payment, clientSecret: null }
  if (payment.stripePaymentIntentId === null) throw unavailable()
  const intent = await retrievePaymentIntent(payment.stripePaymentIntentId).catch((cause: unknown) => {
    throw unavailable(cause)
  })
  await applyPaymentIntent(db, intent)
  const now = await readPayment(db, { userId, paymentId })
  const payable = now.status === 'pending' && PAYABLE.has(intent.status)
  return { payment: now, clientSecret: payable ? intent.client_secret : null }
}

function unavailable(cause?: unknown): AppError {
  return new AppError(
    'provider_unavailable',
    'The card processor cannot be reached just now. Nothing was charged.',
    {
      cause,
      retryAfterSeconds: 15,
    },
  )
}
