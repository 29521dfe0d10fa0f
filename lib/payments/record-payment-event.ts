import type { Database } from '@/db/client'
import type { EventData } from '@/lib/outbox/event-data'
import { recordEvent } from '@/lib/outbox/record-event'
import { formatMinor } from '../money'
import type { Payment } from './payment'

/** What an event says of the payment it is about: how that stands after it. */
export function paymentEventData(payment: Payment): EventData<'payment.succeeded'> {
  return {
    payment: payment.id,
    status: payment.status,
    value: formatMinor(payment.amountMinor, payment.currency),
    currency: payment.currency,
    description: payment.description,
    metadata: payment.metadata,
    refunded_value: formatMinor(payment.refundedAmountMinor, payment.currency),
    created_at: payment.createdAt.toISOString(),
    paid_at: payment.paidAt?.toISOString() ?? null,
  }
}

/** Tells how a payment ended, once, in the transaction that ended it. @param at by the domain's clock. */
export function recordPaymentEnd(
  tx: Database,
  type: 'payment.succeeded' | 'payment.canceled',
  payment: Payment,
  at: Date,
): Promise<void> {
  const { userId, walletId } = payment
  return recordEvent(tx, {
    type,
    key: `${type}:${payment.id}`,
    userId,
    walletId,
    at,
    data: paymentEventData(payment),
  })
}
