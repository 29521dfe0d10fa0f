import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { newId } from '@/db/new-id'
import { appNow } from '@/db/now'
import { refunds } from '@/db/schema'
import { debitWhatIsThere } from '@/lib/ledger/posting/debit-wallet'
import type { Payment } from '../payment'
import { openReceivable } from '../receivables/open-receivable'
import { RETURN_REASONS } from '../return-reasons'
import { statedAmount } from '../stripe/stated-amount'
import { recordRefundEvent } from './record-refund-event'

/** More would have been given back than was paid, by what we know: a refund that failed, or was refused, is not known yet. */
export class RefundDoesNotFit extends Error {}

/**
 * Books a refund that was not asked for here. The money has left already, so the wallet gives what is there at this
 * instant, and the rest is owed. One that is first heard of when it has failed took nothing. The payment is locked.
 * @throws RefundDoesNotFit
 */
export async function bookForeignRefund(
  tx: Database,
  payment: Payment,
  stated: Stripe.Refund,
): Promise<void> {
  const { status } = stated
  const amountMinor = statedAmount(stated.amount, payment.currency)
  const asOf = await appNow(tx)
  const row = {
    id: await newId(tx),
    paymentId: payment.id,
    walletId: payment.walletId,
    amount: amountMinor,
    origin: 'stripe',
    reason: stated.reason ?? '',
    failureCode: stated.failure_reason ?? null,
    stripeRefundId: stated.id,
    stripeStatus: status,
    actor: 'stripe',
    createdAt: asOf,
  } as const
  if (status === 'failed' || status === 'canceled') {
    await tx.insert(refunds).values({ ...row, taken: 0n, status, endedAt: asOf })
    return
  }
  if (amountMinor > payment.amountMinor - payment.refundedAmountMinor) {
    throw new RefundDoesNotFit(`refund ${stated.id} is more than is left of payment ${payment.id}`)
  }
  const taken = await debitWhatIsThere(tx, {
    walletId: payment.walletId,
    type: 'refund',
    amountMinor,
    reason: RETURN_REASONS.stripeRefund,
    asOf,
    actor: 'stripe',
    paymentId: payment.id,
    idempotencyKey: `refund:${row.id}`,
  })
  const hasArrived = status === 'succeeded'
  await tx.insert(refunds).values({
    ...row,
    taken,
    status: hasArrived ? 'succeeded' : 'pending',
    endedAt: hasArrived ? asOf : null,
  })
  await openReceivable(tx, payment, { refundId: row.id, amountMinor: amountMinor - taken, asOf })
  if (hasArrived) await recordRefundEvent(tx, 'payment.refunded', { ...row, amountMinor }, asOf)
}
