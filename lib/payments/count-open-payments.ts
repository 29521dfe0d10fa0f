import { or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { isQuarantined } from './payment'

/** How many payments are not paid yet, and how many wait for a person because Stripe's word differs from our row. */
export async function countOpenPayments(db: Database): Promise<{ pending: number; quarantined: number }> {
  const [row] = await db
    .select({
      pending: sql<number>`(count(*) filter (where ${payments.status} = 'pending'))::int`,
      quarantined: sql<number>`(count(*) filter (where ${isQuarantined}))::int`,
    })
    .from(payments)
    .where(or(sql`${payments.status} = 'pending'`, isQuarantined))
  return row ?? { pending: 0, quarantined: 0 }
}
