import { isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'

/** How many payments are not paid yet, and how many wait for a person because Stripe's word differs from our row. */
export async function countOpenPayments(db: Database): Promise<{ pending: number; quarantined: number }> {
  const [row] = await db
    .select({
      pending: sql<number>`(count(*) filter (where ${payments.status} = 'pending'))::int`,
      quarantined: sql<number>`count(${payments.quarantineReason})::int`,
    })
    .from(payments)
    .where(or(sql`${payments.status} = 'pending'`, isNotNull(payments.quarantineReason)))
  return row ?? { pending: 0, quarantined: 0 }
}
