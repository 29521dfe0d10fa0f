import { and, eq, isNull } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { AppError, type ErrorCode } from '../errors'
import { ensureCustomer } from './cards/ensure-customer'
import type { Payment } from './payment'
import { callProvider, type ProviderCall, type ProviderOutcome } from './stripe/call-provider'
import { toStripeAmount } from './stripe/stripe-amount'

/**
 * Sees to it that a payment has its intent at Stripe. Safe to repeat: the call's key is the payment's own, so
 * one that was cut off before its answer was stored finds the same intent.
 * @returns the payment; still without an intent if Stripe cannot be reached now.
 * @throws AppError `invalid_amount`, `amount_too_small` or `amount_too_large` if Stripe refuses the amount, now or when
 *   it was first asked; the payment is over.
 */
export async function ensurePaymentIntent(db: Database, payment: Payment): Promise<Payment> {
  if (payment.status === 'failed' && payment.stripePaymentIntentId === null)
    throw refused(payment.failureCode)
  if (payment.stripePaymentIntentId !== null || payment.status !== 'pending') return payment
  const outcome = await askForIntent(db, payment).catch((error: unknown) => {
    // Nobody can tell yet: it is asked again when the payment is opened, canceled or expires.
    if (error instanceof AppError && error.code === 'provider_unavailable') return undefined
    throw error
  })
  if (outcome === undefined) return payment
  const unanswered = and(eq(payments.id, payment.id), isNull(payments.stripePaymentIntentId))
  if (outcome.kind === 'refused') {
    await db
      .update(payments)
      .set({ status: 'failed', failureCode: outcome.code })
      .where(and(unanswered, eq(payments.status, 'pending')))
    throw refused(outcome.code, outcome.message)
  }
  await db.update(payments).set({ stripePaymentIntentId: outcome.id }).where(unanswered)
  return { ...payment, stripePaymentIntentId: outcome.id }
}

/** A saved card pays, and is saved by, a payment of its customer alone. */
async function askForIntent(db: Database, payment: Payment): Promise<ProviderOutcome<Stripe.PaymentIntent>> {
  const customer =
    payment.stripeCustomerId ?? (payment.savesCard ? await ensureCustomer(db, payment.userId) : undefined)
  return callProvider(db, intentCall(payment, customer))
}

function intentCall(payment: Payment, customer: string | undefined): ProviderCall<Stripe.PaymentIntent> {
  return {
    key: `hourglass-payment-${payment.id}-create`,
    operation: 'payment_intent.create',
    subject: `payment:${payment.id}`,
    send: (stripe, options) =>
      stripe.paymentIntents.create(
        {
          amount: toStripeAmount(payment.amountMinor, payment.currency),
          currency: payment.currency.toLowerCase(),
          automatic_payment_methods: { enabled: true },
          metadata: { payment_id: payment.id, user_id: payment.userId },
          ...(customer !== undefined && { customer }),
          ...(payment.savesCard && { setup_future_usage: 'off_session' as const }),
          ...(payment.description === '' ? {} : { description: payment.description }),
        },
        options,
      ),
    find: async (stripe, { sentBetween }) => {
      for await (const intent of stripe.paymentIntents.list({ created: sentBetween, limit: 100 })) {
        if (intent.metadata?.payment_id === payment.id) return intent
      }
      return undefined
    },
    isFinal: (error) =>
      error instanceof Stripe.errors.StripeInvalidRequestError && FINAL.has(error.code ?? error.param ?? ''),
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

/** What Stripe says of an amount, in our own words and codes. */
const WORDS: Record<string, [ErrorCode, string]> = {
  amount_too_small: ['amount_too_small', 'That is less than a card can be charged.'],
  amount_too_large: ['amount_too_large', 'That is more than one card payment can carry.'],
}

function refused(stripeCode: string | null, cause?: unknown): AppError {
  const [code, message] = WORDS[stripeCode ?? ''] ?? ['invalid_amount', 'Stripe does not take this payment.']
  return new AppError(code, message, { field: 'value', cause })
}
