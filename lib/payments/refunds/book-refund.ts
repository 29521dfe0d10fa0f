import { eq, or } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { type RefundStatus, refunds } from '@/db/schema'
import { lockPayment } from '../lock-payment'
import type { Payment } from '../payment'
import { ourId } from '../stripe/our-id'
import { statedAmount } from '../stripe/stated-amount'
import { bookForeignRefund } from './book-foreign-refund'
import { putBackRefund } from './put-back-refund'
import { recordRefundEvent } from './record-refund-event'
import { type Refund, refundColumns } from './refund'

/**
 * Brings our books to what Stripe says of one refund. The one place where that happens, whoever asked: our own call, an
 * event, a job. One of ours is known by Stripe's id or, if we were cut off before storing that, by our id that it
 * carries; any other was made in Stripe's dashboard. What was said before, or is older than what we know, changes nothing.
 * @throws RefundDoesNotFit if more would have been given back than was paid: something of it is not heard of yet.
 */
export async function bookRefund(db: Database, paymentId: string, stated: Stripe.Refund): Promise<void> {
  await retryOnConflict(() =>
    db.transaction(async (tx) => {
      const payment = await lockPayment(tx, paymentId)
      const known = await findRefund(tx, payment, stated)
      if (known) await advance(tx, known, stated)
      else await bookForeignRefund(tx, payment, stated)
    }),
  )
}

/** What Stripe's word for a refund means to us. */
export function statusOf({ status }: Stripe.Refund): RefundStatus {
  return status === 'succeeded' || status === 'failed' || status === 'canceled' ? status : 'pending'
}

async function findRefund(
  tx: Database,
  payment: Payment,
  stated: Stripe.Refund,
): Promise<Refund | undefined> {
  const named = ourId(stated.metadata?.refund_id)
  const found = await tx
    .select(refundColumns)
    .from(refunds)
    .where(or(eq(refunds.stripeRefundId, stated.id), named === undefined ? undefined : eq(refunds.id, named)))
  const amountMinor = statedAmount(stated.amount, payment.currency)
  return (
    found.find(({ stripeRefundId }) => stripeRefundId === stated.id) ??
    // One that is over without Stripe's id was refused: what carries its id all the same is news, and booked as such.
    found.find(
      (one) =>
        one.stripeRefundId === null &&
        one.status === 'pending' &&
        one.paymentId === payment.id &&
        one.amountMinor === amountMinor,
    )
  )
}

async function advance(tx: Database, known: Refund, stated: Stripe.Refund): Promise<void> {
  const status = statusOf(stated)
  const isOver = known.status === 'failed' || known.status === 'canceled'
  const isOld = known.status === 'succeeded' && status === 'pending'
  const isKnown = known.stripeRefundId === stated.id && known.stripeStatus === stated.status
  if (isOver || isOld || isKnown) return
  const heard = { stripeRefundId: stated.id, stripeStatus: stated.status }
  const asOf = await appNow(tx)
  if (status === 'failed' || status === 'canceled') {
    return putBackRefund(tx, known, { ...heard, status, failureCode: stated.failure_reason ?? null, asOf })
  }
  const endedAt = status === 'pending' ? null : (known.endedAt ?? asOf)
  await tx
    .update(refunds)
    .set({ ...heard, status, endedAt })
    .where(eq(refunds.id, known.id))
  if (status === 'succeeded') await recordRefundEvent(tx, 'payment.refunded', known, asOf)
}
