import { z } from 'zod'
import { CANCELLATION_REASONS, PAYMENT_ORIGINS, PAYMENT_STATUSES } from '@/db/schema'
import { env } from '@/lib/env'
import { formatMinor } from '@/lib/money'
import type { Payment } from '@/lib/payments/payment'
import { amountText, currencyText, idText, instantText } from './answer-fields'

/** What `presentPayment` makes. */
export const paymentSchema = z
  .strictObject({
    id: idText,
    status: z.enum(PAYMENT_STATUSES),
    processing: z.boolean().describe('Money is on its way: it can be neither paid again nor canceled.'),
    paid: z.boolean(),
    value: amountText,
    currency: currencyText,
    description: z.string(),
    confirmation_url: z.url().describe('Where its user pays, and later sees that it was paid.'),
    receipt_url: z.url().nullable().describe('Its receipt, once it is paid.'),
    return_url: z.string().nullable(),
    metadata: z.record(z.string(), z.string()),
    origin: z.enum(PAYMENT_ORIGINS).describe('Begun by its user, or by a rule of theirs.'),
    save_card: z.boolean().describe('The card that pays it is saved.'),
    refunded_value: amountText,
    created_at: instantText,
    expires_at: instantText.describe('After this it is canceled, if it is not paid.'),
    paid_at: instantText.nullable(),
    canceled_at: instantText.nullable(),
    cancellation_reason: z.enum(CANCELLATION_REASONS).nullable(),
  })
  .meta({ id: 'Payment' })

/** A payment as the API answers it. */
export function presentPayment(payment: Payment): z.input<typeof paymentSchema> {
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
