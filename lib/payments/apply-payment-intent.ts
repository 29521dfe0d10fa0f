import { eq, or } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { log } from '../log'
import { methodOf } from '../receipts/payment-method'
import { syncCard } from './cards/sync-card'
import { creditPayment } from './credit-payment'
import { markCanceled } from './mark-canceled'
import type { PaymentRow } from './payment'
import { ourId } from './stripe/our-id'
import { toStripeAmount } from './stripe/stripe-amount'

/**
 * Brings our payment to what Stripe says of its intent. The one place where a payment is credited by itself, whoever
 * asked: webhook, returning browser, reader, sweeper. The payment's row is locked and the credit has the payment's own
 * key, so that all of them together credit once. Money that was taken is credited whatever our row said before, be it
 * canceled. An intent that is not ours changes nothing.
 * @throws Error for money taken by a second intent of a payment that has one already: that takes a person.
 */
export async function applyPaymentIntent(db: Database, intent: Stripe.PaymentIntent): Promise<void> {
  await db.transaction(async (tx) => {
    const payment = await lockPaymentOf(tx, intent)
    if (!payment) return
    const isOver = payment.paidAt !== null || payment.quarantineClosedAt !== null
    // An answer that was long on its way says nothing new of what is over.
    const intentStatus = isOver && payment.intentStatus !== null ? payment.intentStatus : intent.status
    if (payment.stripePaymentIntentId === null || payment.intentStatus !== intentStatus) {
      const seen = { stripePaymentIntentId: intent.id, intentStatus }
      await tx.update(payments).set(seen).where(eq(payments.id, payment.id))
    }
    if (!isOver) await advance(tx, payment, intent)
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
  switch (intent.status) {
    case 'succeeded':
      return succeed(tx, payment, intent)
    case 'canceled':
      return markCanceled(tx, payment)
    case 'requires_payment_method': {
      const failure = intent.last_payment_error
      const failureCode = failure && (failure.decline_code ?? failure.code ?? failure.type)
      if (failureCode) await tx.update(payments).set({ failureCode }).where(eq(payments.id, payment.id))
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
  await creditPayment(tx, payment, { actor: 'stripe', asOf: await appNow(tx), method: methodOf(intent) })
}

/**
 * The payment an intent belongs to, locked. It is known by the intent's id, or, if we were cut off before storing
 * that, by the payment's id that the intent carries.
 */
async function lockPaymentOf(tx: Database, intent: Stripe.PaymentIntent): Promise<PaymentRow | undefined> {
  const named = ourId(intent.metadata?.payment_id)
  const rows = await tx
    .select()
    .from(payments)
    .where(
      or(
        eq(payments.stripePaymentIntentId, intent.id),
        named === undefined ? undefined : eq(payments.id, named),
      ),
    )
    .for('update')
  const own = rows.find(
    ({ stripePaymentIntentId }) => stripePaymentIntentId === intent.id || stripePaymentIntentId === null,
  )
  if (!own && rows.length > 0 && intent.status === 'succeeded') {
    const ids = rows.map(({ id }) => id).join()
    throw new Error(`${intent.id} took money for payment ${ids}, which has another payment intent`)
  }
  return own
}
