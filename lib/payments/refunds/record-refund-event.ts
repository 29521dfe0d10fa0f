import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { recordEvent } from '@/lib/outbox/record-event'
import { assert } from '../../errors'
import { formatMinor } from '../../money'
import { paymentColumns } from '../payment'
import { paymentEventData } from '../record-payment-event'
import type { Refund } from './refund'

/** Tells that a refund has reached the card, or has not: once each, in the transaction that books it. */
export async function recordRefundEvent(
  tx: Database,
  type: 'payment.refunded' | 'payment.refund_failed',
  refund: Pick<Refund, 'id' | 'paymentId' | 'amountMinor' | 'failureCode'>,
  at: Date,
): Promise<void> {
  const [payment] = await tx.select(paymentColumns).from(payments).where(eq(payments.id, refund.paymentId))
  assert(payment, 'a refund is of a payment')
  const { userId, walletId } = payment
  const data = {
    ...paymentEventData(payment),
    refund: refund.id,
    refund_value: formatMinor(refund.amountMinor, payment.currency),
  }
  const event = { key: `${type}:${refund.id}`, userId, walletId, at }
  if (type === 'payment.refunded') await recordEvent(tx, { ...event, type, data })
  else await recordEvent(tx, { ...event, type, data: { ...data, reason: refund.failureCode ?? '' } })
}
