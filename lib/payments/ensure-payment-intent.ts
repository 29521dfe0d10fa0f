import { and, eq, isNull } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { AppError } from '../errors'
import { log } from '../log'
import { ensureCustomer } from './cards/ensure-customer'
import type { Payment } from './payment'
import { toStripeAmount } from './stripe-amount'
import { stripeClient } from './stripe-client'

/**
 * Sees to it that a payment has its intent at Stripe. Safe to repeat: the idempotency key is the payment's own, so
 * a call that was cut off before its answer was stored finds the same intent.
 * @returns the payment; still without an intent if Stripe cannot be reached now.
 * @throws AppError `invalid_amount` if Stripe refuses the amount, now or when it was first asked; the payment is over.
 */
export async function ensurePaymentIntent(db: Database, payment: Payment): Promise<Payment> {
  if (payment.status === 'failed') throw refused(payment.failureCode)
  if (payment.stripePaymentIntentId !== null || payment.status !== 'pending') return payment
  try {
    const customer =
      payment.stripeCustomerId ?? (payment.savesCard && (await ensureCustomer(db, payment.userId)))
    const intent = await stripeClient().paymentIntents.create(
      {
        amount: toStripeAmount(payment.amountMinor, payment.currency),
        currency: payment.currency.toLowerCase(),
        automatic_payment_methods: { enabled: true },
        metadata: { payment_id: payment.id, user_id: payment.userId },
        ...(customer && { customer }),
        ...(payment.savesCard && { setup_future_usage: 'off_session' }),
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
    const code =
      error instanceof Stripe.errors.StripeInvalidRequestError ? (error.code ?? error.param ?? '') : ''
    if (!FINAL.has(code)) {
      log.warn(
        { paymentId: payment.id, error },
        'Stripe gave no payment intent; it is asked again when the payment is opened',
      )
      return payment
    }
    await db
      .update(payments)
      .set({ status: 'failed', failureCode: code })
      .where(
        and(
          eq(payments.id, payment.id),
          eq(payments.status, 'pending'),
          isNull(payments.stripePaymentIntentId),
        ),
      )
    throw refused(code, error)
  }
}

/** What Stripe will never take, however often it is asked. Any other refusal may be ours to mend, and is tried again. */
const FINAL = new Set([
  'amount_too_small',
  'amount_too_large',
  'invalid_charge_amount',
  'parameter_invalid_integer',
  'amount',
  'currency',
])

function refused(code: string | null, cause?: unknown): AppError {
  const words: Record<string, string> = {
    amount_too_small: 'That is less than a card can be charged.',
    amount_too_large: 'That is more than one card payment can carry.',
  }
  const message = words[code ?? ''] ?? 'Stripe does not take this payment.'
  return new AppError('invalid_amount', message, { field: 'value', cause })
}
