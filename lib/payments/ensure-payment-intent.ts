import { and, eq, isNull } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { AppError } from '../errors'
import { log } from '../log'
import type { Payment } from './payment'
import { toStripeAmount } from './stripe-amount'
import { stripeClient } from './stripe-client'

/**
 * Sees to it that a payment has its intent at Stripe. Safe to repeat: the idempotency key is the payment's own, so
 * a call that was cut off before its answer was stored finds the same intent.
 * @returns the payment; still without an intent if Stripe cannot be reached now.
 * @throws AppError `invalid_amount` if Stripe refuses the amount; the payment is then over.
 */
export async function ensurePaymentIntent(db: Database, payment: Payment): Promise<Payment> {
  if (payment.stripePaymentIntentId !== null || payment.status !== 'pending') return payment
  try {
    const intent = await stripeClient().paymentIntents.create(
      {
        amount: toStripeAmount(payment.amountMinor, payment.currency),
        currency: payment.currency.toLowerCase(),
        automatic_payment_methods: { enabled: true },
        metadata: { payment_id: payment.id, user_id: payment.userId },
        ...(payment.description === '' ? {} : { description: payment.description }),
      },
      { idempotencyKey: `hourglass-payment-${payment.id}-create` },
    )
    // A 404 of something that is not Stripe can pass as an answer without an id.
    if (typeof intent.id !== 'string') throw new Error('Stripe answered without a payment intent')
    await db
      .update(payments)
      .set({ stripePaymentIntentId: intent.id })
      .where(and(eq(payments.id, payment.id), isNull(payments.stripePaymentIntentId)))
    return { ...payment, stripePaymentIntentId: intent.id }
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) {
      log.warn(
        { paymentId: payment.id, error },
        'Stripe gave no payment intent; it is asked again when the payment is opened',
      )
      return payment
    }
    await db
      .update(payments)
      .set({ status: 'failed', failureCode: error.code ?? 'invalid_request' })
      .where(eq(payments.id, payment.id))
    throw new AppError('invalid_amount', sentence(error), { field: 'value', cause: error })
  }
}

function sentence(error: Stripe.errors.StripeInvalidRequestError): string {
  if (error.code === 'amount_too_small') return 'That is less than a card can be charged.'
  if (error.code === 'amount_too_large') return 'That is more than one card payment can carry.'
  return 'Stripe does not take this payment.'
}
