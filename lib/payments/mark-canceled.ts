import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { payments } from '@/db/schema'
import { type Payment, paymentColumns } from './payment'
import { recordPaymentEnd } from './record-payment-event'

/**
 * A payment can no longer be paid, and that is told. A second word of it changes nothing: it was canceled when that was
 * first heard. The caller holds the lock of its row.
 */
export async function markCanceled(
  tx: Database,
  payment: Pick<Payment, 'id' | 'status' | 'cancellationReason'>,
): Promise<void> {
  if (payment.status === 'canceled') return
  const asOf = await appNow(tx)
  const [canceled] = await tx
    .update(payments)
    .set({
      status: 'canceled',
      canceledAt: asOf,
      cancellationReason: payment.cancellationReason ?? 'canceled_at_stripe',
    })
    .where(eq(payments.id, payment.id))
    .returning(paymentColumns)
  if (canceled) await recordPaymentEnd(tx, 'payment.canceled', canceled, asOf)
}
