import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type PaymentStatus, payments, type ReceiptOperator, type ReceiptPayer, receipts } from '@/db/schema'
import type { PaymentMethod } from './payment-method'

/** What a receipt says, and what became of the payment since. */
export type Receipt = {
  paymentId: string
  /** Such as `2026-000123`: unique and permanent, without gaps within a year. */
  number: string
  issuedAt: Date
  paidAt: Date
  /** Minor units. */
  amountMinor: bigint
  currency: string
  description: string
  payer: ReceiptPayer
  operator: ReceiptOperator
  /** Null where Stripe has not said yet. */
  method: PaymentMethod | null
  /** Paid in Stripe's test mode: no money moved. */
  isTest: boolean
  /** How the payment stands now: it may have been refunded or disputed since. */
  status: PaymentStatus
  /** Minor units given back by now. */
  refundedAmountMinor: bigint
}

/** The number of a receipt as people quote it. */
export function receiptNumber({ year, sequence }: { year: number; sequence: number }): string {
  return `${year}-${String(sequence).padStart(6, '0')}`
}

/** The receipt of a user's payment as it was issued, or undefined if none was: yet, or to this user. */
export async function findReceipt(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Receipt | undefined> {
  const [found] = await db
    .select({ receipt: receipts, status: payments.status, refundedAmountMinor: payments.refundedAmount })
    .from(receipts)
    .innerJoin(payments, eq(payments.id, receipts.paymentId))
    .where(and(eq(receipts.paymentId, paymentId), eq(payments.userId, userId)))
  if (!found) return undefined
  const { receipt, status, refundedAmountMinor } = found
  return {
    paymentId: receipt.paymentId,
    number: receiptNumber(receipt),
    issuedAt: receipt.issuedAt,
    paidAt: receipt.paidAt,
    amountMinor: receipt.amount,
    currency: receipt.currency,
    description: receipt.description,
    payer: receipt.payer,
    operator: receipt.operator,
    method:
      receipt.methodType === null
        ? null
        : { type: receipt.methodType, brand: receipt.methodBrand, last4: receipt.methodLast4 },
    isTest: receipt.isTest,
    status,
    refundedAmountMinor,
  }
}
