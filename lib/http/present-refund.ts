import { z } from 'zod'
import { REFUND_STATUSES } from '@/db/schema'
import { formatMinor } from '@/lib/money'
import type { Refund } from '@/lib/payments/refunds/refund'
import { amountText, currencyText, idText, instantText } from './answer-fields'

/** What `presentRefund` makes. */
export const refundSchema = z
  .strictObject({
    id: idText,
    payment: idText,
    status: z.enum(REFUND_STATUSES),
    value: amountText,
    taken_value: amountText.describe(
      "What left the wallet for it: less only where it was made in Stripe's dashboard when the money was spent already.",
    ),
    currency: currencyText,
    reason: z.string(),
    origin: z.enum(['api', 'stripe']),
    failure_code: z.string().nullable(),
    created_at: instantText,
    ended_at: instantText.nullable(),
  })
  .meta({ id: 'Refund' })

/** A refund as the API answers it. */
export function presentRefund(refund: Refund, currency: string): z.input<typeof refundSchema> {
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
