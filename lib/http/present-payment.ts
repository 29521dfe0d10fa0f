import { env } from '@/lib/env'
import { formatMinor } from '@/lib/money'
import type { Payment } from '@/lib/payments/payment'

/** A payment as the API answers it. `confirmation_url` is where its user pays, and later sees that it was paid. */
export function presentPayment(payment: Payment) {
  return {
    id: payment.id,
    status: payment.status,
    // Money is on its way: it can be neither paid again nor canceled.
    processing: payment.status === 'pending' && payment.intentStatus === 'processing',
    paid: payment.paidAt !== null,
    value: formatMinor(payment.amountMinor, payment.currency),
    currency: payment.currency,
    description: payment.description,
    confirmation_url: new URL(`/pay/${payment.id}`, env().APP_URL).href,
    receipt_url: payment.paidAt === null ? null : new URL(`/receipts/${payment.id}`, env().APP_URL).href,
    return_url: payment.returnUrl,
    metadata: payment.metadata,
    origin: payment.origin,
    save_card: payment.savesCard,
    refunded_value: formatMinor(payment.refundedAmountMinor, payment.currency),
    created_at: payment.createdAt.toISOString(),
    expires_at: payment.expiresAt.toISOString(),
    paid_at: payment.paidAt?.toISOString() ?? null,
    canceled_at: payment.canceledAt?.toISOString() ?? null,
    cancellation_reason: payment.cancellationReason,
  }
}
