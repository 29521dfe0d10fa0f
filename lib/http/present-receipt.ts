import { env } from '@/lib/env'
import { formatMinor } from '@/lib/money'
import type { Receipt } from '@/lib/receipts/receipt'

/** A receipt as the API answers it. */
export function presentReceipt(receipt: Receipt) {
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
