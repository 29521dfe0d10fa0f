import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { applyPaymentIntent } from '../apply-payment-intent'
import { callProvider } from '../call-provider'
import { retrievePaymentIntent } from '../retrieve-payment-intent'

/**
 * Takes back a payment that nobody has paid yet. What was paid in the meantime is credited instead; what is being
 * paid just now stays as it is, and the next try will tell.
 * @throws AppError `provider_unavailable` if Stripe cannot be reached: try again later.
 */
export async function cancelIntent(
  db: Database,
  { paymentId, intentId }: { paymentId: string; intentId: string },
): Promise<void> {
  const { status } = await retrievePaymentIntent(intentId)
  if (status.startsWith('requires_')) {
    await callProvider<Stripe.PaymentIntent>(db, {
      key: `hourglass-payment-${paymentId}-cancel`,
      operation: 'payment_intent.cancel',
      subject: `payment:${paymentId}`,
      send: (stripe, options) => stripe.paymentIntents.cancel(intentId, {}, options),
      find: async () => {
        const intent = await retrievePaymentIntent(intentId)
        return intent.status === 'canceled' ? intent : undefined
      },
      // It may be in the bank's hands just now; once it is out of them it can be canceled again.
      isFinal: () => false,
    })
  }
  await applyPaymentIntent(db, await retrievePaymentIntent(intentId))
}
