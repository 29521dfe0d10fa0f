import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { type Payment, paymentColumns } from './payment'

/** A user's payments that can still be paid, or that a bank decides about, newest first. */
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
        // What a rule of theirs has begun is shown beside the rule.
        eq(payments.origin, 'user'),
        isNull(payments.quarantineReason),
        isNull(payments.cancellationReason),
        // One that has expired and is not canceled yet is not offered any more; one on its way still shows.
        sql`(${payments.expiresAt} > app_now() or ${payments.intentStatus} = 'processing')`,
      ),
    )
    .orderBy(desc(payments.id))
    .limit(limit)
}
