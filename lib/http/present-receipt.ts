import { z } from 'zod'
import { PAYMENT_STATUSES } from '@/db/schema'
import { env } from '@/lib/env'
import { formatMinor } from '@/lib/money'
import type { Receipt } from '@/lib/receipts/receipt'
import { amountText, currencyText, idText, instantText } from './answer-fields'

/** What `presentReceipt` makes. */
export const receiptSchema = z
  .strictObject({
    number: z.string().describe('Unique and permanent, without gaps within a year.'),
    payment: idText,
    url: z.url(),
    issued_at: instantText,
    paid_at: instantText,
    value: amountText,
    currency: currencyText,
    description: z.string(),
    method: z
      .strictObject({ type: z.string(), brand: z.string().nullable(), last4: z.string().nullable() })
      .nullable(),
    payer: z.strictObject({
      name: z.string(),
      email: z.string(),
      company: z.string(),
      address: z.string(),
      tax_id: z.string(),
    }),
    operator: z.strictObject({
      name: z.string(),
      address: z.string(),
      tax_id: z.string(),
      email: z.string(),
    }),
    test: z.boolean().describe("Paid in Stripe's test mode: no money moved."),
    status: z.enum(PAYMENT_STATUSES).describe('How the payment stands now.'),
    refunded_value: amountText,
  })
  .meta({ id: 'Receipt' })

/** A receipt as the API answers it. */
export function presentReceipt(receipt: Receipt): z.input<typeof receiptSchema> {
  const { payer, operator, method, currency } = receipt
  return {
    number: receipt.number,
    payment: receipt.paymentId,
    url: new URL(`/receipts/${receipt.paymentId}`, env().APP_URL).href,
    issued_at: receipt.issuedAt.toISOString(),
    paid_at: receipt.paidAt.toISOString(),
    value: formatMinor(receipt.amountMinor, currency),
    currency,
    description: receipt.description,
    method: method && { type: method.type, brand: method.brand, last4: method.last4 },
    payer: {
      name: payer.name,
      email: payer.email,
      company: payer.company,
      address: payer.address,
      tax_id: payer.taxId,
    },
    operator: {
      name: operator.name,
      address: operator.address,
      tax_id: operator.taxId,
      email: operator.email,
    },
    test: receipt.isTest,
    status: receipt.status,
    refunded_value: formatMinor(receipt.refundedAmountMinor, currency),
  }
}
