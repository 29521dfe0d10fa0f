import { asc, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { refunds } from '@/db/schema'
import { type Refund, refundColumns } from './refund'

/** The refunds of a payment, oldest first. The caller has checked who asks. */
export function listRefunds(db: Database, paymentId: string): Promise<Refund[]> {
  return db
    .select(refundColumns)
    .from(refunds)
    .where(eq(refunds.paymentId, paymentId))
    .orderBy(asc(refunds.createdAt), asc(refunds.id))
}
