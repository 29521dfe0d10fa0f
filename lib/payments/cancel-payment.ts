import { and, eq, isNull, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { type CancellationReason, payments } from '@/db/schema'
import { AppError } from '../errors'
import { applyPaymentIntent } from './apply-payment-intent'
import { makePaymentIntent, PaymentRefused } from './ensure-payment-intent'
import { lockPayment } from './lock-payment'
import { markCanceled } from './mark-canceled'
import { type Payment, paymentColumns, readPayment } from './payment'
import { askStripe, providerUnavailable } from './stripe/ask-stripe'
import { callProvider, type ProviderCall } from './stripe/call-provider'
import { RefusedForNow } from './stripe/refused-for-now'
import { retrievePaymentIntent } from './stripe/retrieve-payment-intent'

/** What it means that Stripe cannot be asked. */
const LATER = 'The payment is canceled as soon as it can be.'

/**
 * Cancels a payment of a user, at their wish. One that is canceled already stays so.
 * @throws AppError `not_found` for someone else's; `payment_not_cancelable` with its `payment_status` if money was taken or
 *   is on its way; `provider_unavailable` if Stripe cannot be reached: then it can no longer be paid here, and is
 *   canceled as soon as Stripe can be.
 */
export async function cancelPaymentByUser(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Payment> {
  await readPayment(db, { userId, paymentId })
  await cancelPayment(db, { paymentId, reason: 'requested_by_user' })
  const payment = await readPayment(db, { userId, paymentId })
  if (payment.status === 'canceled') return payment
  const isUnderWay = payment.status === 'pending'
  throw new AppError(
    'payment_not_cancelable',
    isUnderWay
      ? 'The payment is being processed: the bank decides about it now.'
      : 'The payment is over and cannot be canceled.',
    { extra: { payment_status: isUnderWay ? 'processing' : payment.status } },
  )
}

/**
 * Cancels a payment that is not paid: at Stripe first, and only if Stripe has canceled it for us too, or has nothing
 * of it and takes nothing as things stand. If it was paid meanwhile it is credited instead; while a bank decides about
 * it, it stays as it is. The wish is on record before Stripe hears of it, so that a job takes up what was cut off.
 * @throws AppError `provider_unavailable` if Stripe cannot be reached.
 */
export async function cancelPayment(
  db: Database,
  { paymentId, reason }: { paymentId: string; reason: CancellationReason },
): Promise<void> {
  const requested = await requestCancellation(db, paymentId, reason)
  if (!requested) return
  // Without an intent it is made first: a call that was cut off may have made one, and only what exists can be canceled.
  const intentId = await ensureIntent(db, requested)
  if (intentId === undefined) return
  const before = await retrieve(intentId)
  const after = isCancelable(before) ? await cancelAtStripe(db, requested, before) : before
  await askStripe(() => applyPaymentIntent(db, after))
  if (after.status === 'processing') await withdrawRequest(db, paymentId)
}

/** Records the wish; the first reason stays. @returns undefined if there is nothing to cancel. */
async function requestCancellation(
  db: Database,
  paymentId: string,
  reason: CancellationReason,
): Promise<Payment | undefined> {
  const [requested] = await db
    .update(payments)
    .set({ cancellationReason: sql`coalesce(${payments.cancellationReason}, ${reason})` })
    .where(and(eq(payments.id, paymentId), eq(payments.status, 'pending'), isNull(payments.quarantineReason)))
    .returning(paymentColumns)
  return requested
}

/** @returns undefined if the payment is over without one: Stripe refuses it for good, or as things stand. */
async function ensureIntent(db: Database, payment: Payment): Promise<string | undefined> {
  try {
    const { stripePaymentIntentId } = await makePaymentIntent(db, payment)
    return stripePaymentIntentId ?? undefined
  } catch (error) {
    if (error instanceof PaymentRefused) return undefined
    if (error instanceof RefusedForNow) return cancelHere(db, payment.id)
    throw error instanceof AppError && error.code === 'provider_unavailable'
      ? providerUnavailable(error, LATER)
      : error
  }
}

/** There is nothing to cancel at Stripe. An intent that was made at the same moment is: by whoever comes next. */
async function cancelHere(db: Database, paymentId: string): Promise<undefined> {
  await db.transaction(async (tx) => {
    const payment = await lockPayment(tx, paymentId)
    if (payment.status !== 'pending') return
    if (payment.stripePaymentIntentId !== null) throw providerUnavailable(undefined, LATER)
    await markCanceled(tx, payment)
  })
}

/** In the others it is over, or a bank decides about it. */
function isCancelable({ status }: Stripe.PaymentIntent): boolean {
  return status.startsWith('requires_')
}

/** @returns the intent as it stands then, canceled unless the payer was faster. */
async function cancelAtStripe(
  db: Database,
  payment: Payment,
  before: Stripe.PaymentIntent,
): Promise<Stripe.PaymentIntent> {
  const outcome = await callProvider(db, cancelCall(payment, before))
  return (outcome.kind === 'done' && outcome.object) || retrieve(before.id)
}

/**
 * A refusal is on record for good, and only comes where the payer was faster. If their bank then declines, the payment
 * has had another charge, and canceling it is another call.
 */
function cancelCall(
  { id, cancellationReason }: Payment,
  intent: Stripe.PaymentIntent,
): ProviderCall<Stripe.PaymentIntent> {
  const charge = typeof intent.latest_charge === 'string' ? intent.latest_charge : intent.latest_charge?.id
  return {
    key: `hourglass-payment-${id}-cancel-${charge ?? 'unpaid'}`,
    operation: 'payment_intent.cancel',
    subject: `payment:${id}`,
    send: (stripe, options) =>
      stripe.paymentIntents.cancel(
        intent.id,
        {
          cancellation_reason:
            cancellationReason === 'requested_by_user' ? 'requested_by_customer' : 'abandoned',
        },
        options,
      ),
    find: async () => {
      const now = await retrieve(intent.id)
      return now.status === 'canceled' ? now : undefined
    },
  }
}

/** Whoever pays may do so: should the bank decline, the payment can be paid again, or canceled anew. */
async function withdrawRequest(db: Database, paymentId: string): Promise<void> {
  await db
    .update(payments)
    .set({ cancellationReason: null })
    .where(and(eq(payments.id, paymentId), eq(payments.status, 'pending')))
}

function retrieve(intentId: string): Promise<Stripe.PaymentIntent> {
  return askStripe(() => retrievePaymentIntent(intentId), LATER)
}
