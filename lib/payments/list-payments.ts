import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { type Page, pageOf } from '../page'
import { type Payment, paymentColumns } from './payment'

/**
 * A page of a user's payments, newest first.
 * @param query `cursor` is the id of the last payment of the page before.
 */
export async function listPayments(
  db: Database,
  query: { userId: string; limit: number; cursor?: string | undefined },
): Promise<Page<Payment>> {
  const found = await db
    .select(paymentColumns)
    .from(payments)
    .where(
      and(
        eq(payments.userId, query.userId),
        // Ids are time-ordered, so the id alone is the place in the list.
        query.cursor === undefined ? undefined : lt(payments.id, query.cursor),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(query.limit + 1)
  return pageOf(found, query.limit, ({ id }) => id)
}
