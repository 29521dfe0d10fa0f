import { formatMinor } from '@/lib/money'
import type { Refund } from '@/lib/payments/refunds/refund'

/**
 * A refund as the API answers it. `taken_value` is what left the wallet for it: less than `value` only where it was made
 * in Stripe's dashboard when the money was spent already.
 */
export function presentRefund(refund: Refund, currency: string) {
  return {
    id: refund.id,
    payment: refund.paymentId,
    status: refund.status,
    value: formatMinor(refund.amountMinor, currency),
    taken_value: formatMinor(refund.takenMinor, currency),
    currency,
    reason: refund.reason,
    origin: refund.origin === 'ours' ? 'api' : 'stripe',
    failure_code: refund.failureCode,
    created_at: refund.createdAt.toISOString(),
    ended_at: refund.endedAt?.toISOString() ?? null,
  }
}
