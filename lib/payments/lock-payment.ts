import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { AppError } from '../errors'
import { type Payment, paymentColumns } from './payment'

/**
 * Locks a payment until the transaction ends, and with it its refunds, its disputes and what is owed because of them:
 * all of those are only written under this lock. It comes before the wallet's lock, always.
 * @throws AppError `not_found`.
 */
export async function lockPayment(tx: Database, paymentId: string): Promise<Payment> {
  const [payment] = await tx
    .select(paymentColumns)
    .from(payments)
    .where(eq(payments.id, paymentId))
    .for('no key update')
  if (!payment) throw new AppError('not_found', 'There is no such payment.')
  return payment
}
