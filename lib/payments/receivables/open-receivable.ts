import type { Database } from '@/db/client'
import { receivables } from '@/db/schema'
import type { Payment } from '../payment'

/** What money that went back was: one of the two. */
export type ReturnCause = { refundId: string } | { disputeId: string }

/** Writes down what could not be taken from the wallet. The payment is locked. @param amountMinor nothing if 0. */
export async function openReceivable(
  tx: Database,
  payment: Payment,
  { amountMinor, asOf, ...cause }: ReturnCause & { amountMinor: bigint; asOf: Date },
): Promise<void> {
  if (amountMinor === 0n) return
  const { id: paymentId, userId, walletId, currency } = payment
  await tx
    .insert(receivables)
    .values({ ...cause, paymentId, userId, walletId, currency, amount: amountMinor, createdAt: asOf })
}
