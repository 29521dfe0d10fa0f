import { eq, or } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { creditWallet } from '@/lib/ledger/credit-wallet'
import { log } from '../log'
import { syncCard } from './cards/sync-card'
import { paymentColumns } from './payment'
import { recordPaymentEnd } from './record-payment-event'
import { toStripeAmount } from './stripe-amount'

type PaymentRow = typeof payments.$inferSelect

/**
 * Brings our payment to what Stripe says of its intent. The one place where a payment is credited, whoever asked:
 * webhook, returning browser, reader, sweeper. The payment's row is locked and the credit has the payment's own
 * key, so that all of them together credit once. An intent that is not ours changes nothing.
 */
export async function applyPaymentIntent(db: Database, intent: Stripe.PaymentIntent): Promise<void> {
  await db.transaction(async (tx) => {
    const payment = await lockPaymentOf(tx, intent)
    if (!payment) return
    if (payment.paidAt === null) await advance(tx, payment, intent)
    if (payment.stripePaymentIntentId === null) {
      await tx.update(payments).set({ stripePaymentIntentId: intent.id }).where(eq(payments.id, payment.id))
    }
  })
  await keepSavedCard(db, intent)
}

/** The card that a payment has saved with its customer is asked about, whoever hears first that it was paid. */
async function keepSavedCard(db: Database, intent: Stripe.PaymentIntent): Promise<void> {
  const method = intent.payment_method
  const isSaved = intent.status === 'succeeded' && intent.setup_future_usage && intent.customer
  if (isSaved && method) await syncCard(db, typeof method === 'string' ? method : method.id)
}

async function advance(tx: Database, payment: PaymentRow, intent: Stripe.PaymentIntent): Promise<void> {
  const update = (values: Partial<PaymentRow>) =>
    tx.update(payments).set(values).where(eq(payments.id, payment.id))
  switch (intent.status) {
    case 'succeeded':
      return succeed(tx, payment, intent)
    case 'canceled':
      return cancel(tx, payment)
    case 'requires_payment_method': {
      const failure = intent.last_payment_error
      if (failure) await update({ failureCode: failure.decline_code ?? failure.code ?? failure.type })
      return
    }
    default:
      // Under way at Stripe: nothing to record until it ends.
      return
  }
}

/** Credits the amount of our own row, if that is what Stripe took; anything else waits for a person. */
async function succeed(tx: Database, payment: PaymentRow, intent: Stripe.PaymentIntent): Promise<void> {
  const expected = toStripeAmount(payment.amount, payment.currency)
  if (intent.amount_received !== expected || intent.currency.toUpperCase() !== payment.currency) {
    const quarantineReason = `Stripe took ${intent.amount_received} ${intent.currency}, asked were ${expected} ${payment.currency}`
    log.error(
      { paymentId: payment.id, quarantineReason },
      'a payment differs from its row and is not credited',
    )
    await tx.update(payments).set({ quarantineReason }).where(eq(payments.id, payment.id))
    return
  }
  const asOf = await appNow(tx)
  await creditWallet(tx, {
    walletId: payment.walletId,
    type: 'top_up',
    amountMinor: payment.amount,
    reason: payment.description,
    asOf,
    actor: 'stripe',
    paymentId: payment.id,
    idempotencyKey: `payment:${payment.id}:credit`,
  })
  const [succeeded] = await tx
    .update(payments)
    .set({ status: 'succeeded', paidAt: asOf, failureCode: null, quarantineReason: null })
    .where(eq(payments.id, payment.id))
    .returning(paymentColumns)
  if (succeeded) await recordPaymentEnd(tx, 'payment.succeeded', succeeded, asOf)
}

/** A second word of it changes nothing: it was canceled when that was first heard. */
async function cancel(tx: Database, payment: PaymentRow): Promise<void> {
  if (payment.status === 'canceled') return
  const asOf = await appNow(tx)
  const [canceled] = await tx
    .update(payments)
    .set({ status: 'canceled', canceledAt: asOf })
    .where(eq(payments.id, payment.id))
    .returning(paymentColumns)
  if (canceled) await recordPaymentEnd(tx, 'payment.canceled', canceled, asOf)
}

/**
 * The payment an intent belongs to, locked. It is known by the intent's id, or, if we were cut off before storing
 * that, by the payment's id that the intent carries.
 */
async function lockPaymentOf(tx: Database, intent: Stripe.PaymentIntent): Promise<PaymentRow | undefined> {
  const ourId = intent.metadata?.payment_id ?? ''
  const named = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(ourId)
  const rows = await tx
    .select()
    .from(payments)
    .where(or(eq(payments.stripePaymentIntentId, intent.id), named ? eq(payments.id, ourId) : undefined))
    .for('update')
  return rows.find(
    ({ stripePaymentIntentId }) => stripePaymentIntentId === intent.id || stripePaymentIntentId === null,
  )
}
