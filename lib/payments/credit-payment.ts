import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { issueReceipt } from '../receipts/issue-receipt'
import type { PaymentMethod } from '../receipts/payment-method'
import { type PaymentRow, paymentColumns } from './payment'
import { recordPaymentEnd } from './record-payment-event'

/**
 * Puts a payment on its wallet, once for ever by the payment's own key, tells of it and issues its receipt. The caller
 * holds the lock of its row.
 */
export async function creditPayment(
  tx: Database,
  payment: PaymentRow,
  { actor, asOf, method }: { actor: string; asOf: Date; method: PaymentMethod | null },
): Promise<void> {
  await creditWallet(tx, {
    walletId: payment.walletId,
    type: 'top_up',
    amountMinor: payment.amount,
    reason: payment.description,
    asOf,
    actor,
    paymentId: payment.id,
    idempotencyKey: `payment:${payment.id}:credit`,
  })
  const [succeeded] = await tx
    .update(payments)
    .set({
      status: 'succeeded',
      paidAt: asOf,
      failureCode: null,
      quarantineReason: null,
      canceledAt: null,
      cancellationReason: null,
    })
    .where(eq(payments.id, payment.id))
    .returning(paymentColumns)
  if (succeeded) await recordPaymentEnd(tx, 'payment.succeeded', succeeded, asOf)
  // Last, as it locks the counter of receipts until the end.
  await issueReceipt(tx, { paymentId: payment.id, asOf, method })
}
