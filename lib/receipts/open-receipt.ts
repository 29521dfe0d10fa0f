import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { AppError, assert } from '../errors'
import { readPayment } from '../payments/payment'
import { issueReceipt } from './issue-receipt'
import { findReceipt, type Receipt } from './receipt'
import { recordMethod } from './record-method'

/**
 * The receipt of a user's payment, for whoever wants to read it. A payment that was credited before there were receipts
 * gets its own now, and one whose method is not known yet has Stripe asked for it.
 * @throws AppError `not_found` for a payment that has not succeeded, for someone else's, and for one that does not exist.
 */
export async function openReceipt(
  db: Database,
  { userId, paymentId }: { userId: string; paymentId: string },
): Promise<Receipt> {
  const payment = await readPayment(db, { userId, paymentId })
  if (payment.paidAt === null) {
    throw new AppError('not_found', 'There is no receipt: the payment has not succeeded.')
  }
  let receipt = await findReceipt(db, { userId, paymentId })
  if (!receipt) {
    await issueReceipt(db, { paymentId, asOf: await appNow(db) })
    receipt = await findReceipt(db, { userId, paymentId })
  }
  const { stripePaymentIntentId: intentId } = payment
  if (receipt?.method === null && intentId !== null) {
    await recordMethod(db, { paymentId, intentId })
    receipt = await findReceipt(db, { userId, paymentId })
  }
  assert(receipt, 'a payment that has succeeded has a receipt')
  return receipt
}
