import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { stripeCustomers } from '@/db/schema'

/** Whom Stripe knows a user as, if it does. */
export async function findCustomer(db: Database, userId: string): Promise<string | null> {
  const [customer] = await db
    .select({ id: stripeCustomers.id })
    .from(stripeCustomers)
    .where(and(eq(stripeCustomers.userId, userId), isNull(stripeCustomers.deletedAt)))
  return customer?.id ?? null
}
