import { and, eq, isNull } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { AppError, type ErrorCode } from '../errors'
import { ensureCustomer } from './cards/ensure-customer'
import { forgetDeletedCustomer } from './cards/forget-customer'
import type { Payment } from './payment'
import { providerUnavailable } from './stripe/ask-stripe'
import { callProvider, type ProviderCall, type ProviderOutcome } from './stripe/call-provider'
import { RefusedForNow } from './stripe/refused-for-now'
import { toStripeAmount } from './stripe/stripe-amount'

/** Stripe will never take such a payment: it is over, and says so. */
export class PaymentRefused extends AppError {}

/**
 * Sees to it that a payment has its intent at Stripe, if that can be had now. If not, it is asked for again when the
 * payment is opened, canceled or expires.
 * @returns the payment; still without an intent if Stripe cannot be reached, or does not take it as things stand.
 * @throws PaymentRefused, AppError as `makePaymentIntent` for anything else.
 */
export async function ensurePaymentIntent(db: Database, payment: Payment): Promise<Payment> {
  return makePaymentIntent(db, payment).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'provider_unavailable') return payment
    throw error
  })
}

/**
 * The same for whoever has to know why there is none. Safe to repeat: the call's key is the payment's own, so one that
 * was cut off before its answer was stored finds the same intent.
 * @throws PaymentRefused (`invalid_amount`, `amount_too_small`, `amount_too_large`) if Stripe refuses the amount, now or
 *   when it was first asked; the payment is over.
 * @throws RefusedForNow if Stripe does not take it as things stand, and no intent was ever made.
 * @throws AppError `provider_unavailable` if nobody can tell.
 */
export async function makePaymentIntent(db: Database, payment: Payment): Promise<Payment> {
  if (payment.status === 'failed' && payment.stripePaymentIntentId === null)
    throw refused(payment.failureCode)
  if (payment.stripePaymentIntentId !== null || payment.status !== 'pending') return payment
  const outcome = await askForIntent(db, payment)
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
  try {
    return await callProvider(db, intentCall(payment, customer))
  } catch (error) {
    const isMissing = error instanceof RefusedForNow && error.refusal.code === 'resource_missing'
    if (isMissing && customer !== undefined) await assertDeleted(db, customer, error)
    throw error
  }
}

/**
 * To a key of another account, or of the other mode, no customer of ours exists: nothing is given up because of that.
 * @throws AppError `provider_unavailable` unless Stripe itself says that the customer was deleted.
 */
async function assertDeleted(db: Database, customer: string, cause: unknown): Promise<void> {
  const isDeleted = await forgetDeletedCustomer(db, customer).catch((error: unknown) => {
    throw providerUnavailable(error)
  })
  if (!isDeleted) throw providerUnavailable(cause)
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

function refused(stripeCode: string | null, cause?: unknown): PaymentRefused {
  const [code, message] = WORDS[stripeCode ?? ''] ?? ['invalid_amount', 'Stripe does not take this payment.']
  return new PaymentRefused(code, message, { field: 'value', cause })
}
