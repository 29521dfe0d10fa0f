import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { creditWallet } from '@/lib/ledger/credit-wallet'
import { type PaymentRow, paymentColumns } from './payment'
import { recordPaymentEnd } from './record-payment-event'

/** Puts a payment on its wallet, once for ever by the payment's own key, and tells of it. The caller holds the lock of its row. */
export async function creditPayment(
  tx: Database,
  payment: PaymentRow,
  { actor, asOf }: { actor: string; asOf: Date },
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
}
