import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { lockPayment } from '../lock-payment'
import { putBackRefund } from './put-back-refund'
import { readRefund } from './refund'

/** Ends a refund that Stripe refused to make, and puts back what was taken for it; once, however often it is said. */
export async function failRefund(db: Database, refundId: string, failureCode: string): Promise<void> {
  const { paymentId } = await readRefund(db, refundId)
  await retryOnConflict(() =>
    db.transaction(async (tx) => {
      await lockPayment(tx, paymentId)
      const refund = await readRefund(tx, refundId)
      // An event may have told meanwhile that it does exist.
      if (refund.status !== 'pending' || refund.stripeRefundId !== null) return
      await putBackRefund(tx, refund, { status: 'failed', failureCode, asOf: await appNow(tx) })
    }),
  )
}
