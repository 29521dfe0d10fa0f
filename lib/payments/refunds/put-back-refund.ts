import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { refunds } from '@/db/schema'
import { restoreMoney } from '@/lib/ledger/posting/restore-money'
import { releaseReceivable } from '../receivables/release-receivable'
import { RETURN_REASONS } from '../return-reasons'
import { recordRefundEvent } from './record-refund-event'
import type { Refund } from './refund'

/**
 * Ends a refund that did not reach the card: the wallet gets back exactly what was taken for it, at once and since, and
 * nothing is owed for it any longer. The payment is locked, and the refund was not over as failed.
 * @param end how it stands now, and Stripe's word for why.
 */
export async function putBackRefund(
  tx: Database,
  refund: Refund,
  { status, failureCode, asOf, ...rest }: End,
): Promise<void> {
  const { id: refundId, paymentId, walletId } = refund
  await tx
    .update(refunds)
    .set({ ...rest, status, failureCode, endedAt: asOf })
    .where(eq(refunds.id, refundId))
  const collectedMinor = await releaseReceivable(tx, { refundId, asOf })
  const amountMinor = refund.takenMinor + collectedMinor
  if (amountMinor > 0n) {
    await restoreMoney(tx, {
      walletId,
      type: 'reversal',
      amountMinor,
      reason: RETURN_REASONS.refundFailed,
      asOf,
      actor: 'stripe',
      paymentId,
      idempotencyKey: `refund:${refundId}:reversal`,
    })
  }
  await recordRefundEvent(tx, 'payment.refund_failed', { ...refund, failureCode }, asOf)
}

type End = {
  status: 'failed' | 'canceled'
  failureCode: string | null
  asOf: Date
  stripeRefundId?: string
  stripeStatus?: string | null
}
