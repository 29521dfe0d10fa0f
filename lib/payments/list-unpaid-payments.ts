import { and, desc, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { type Payment, paymentColumns } from './payment'

/** A payment that was begun longer ago than this is no longer offered to go on with. */
const RECENT_DAYS = 3

/** A user's payments that were begun lately and not paid yet, newest first. */
export async function listUnpaidPayments(
  db: Database,
  { userId, limit }: { userId: string; limit: number },
): Promise<Payment[]> {
  return db
    .select(paymentColumns)
    .from(payments)
    .where(
      and(
        eq(payments.userId, userId),
        eq(payments.status, 'pending'),
        isNull(payments.quarantineReason),
        gt(payments.createdAt, sql`app_now() - ${RECENT_DAYS} * interval '1 day'`),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(limit)
}
