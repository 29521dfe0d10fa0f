import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { stripeCustomers } from '@/db/schema'

/**
 * Lets nobody else remove a card of a user, change which is the default, or choose one for a rule, until the transaction
 * ends: so that no rule is switched on with a card that is being removed. It comes before the lock of any rule.
 */
export async function lockCards(tx: Database, userId: string): Promise<void> {
  await tx.execute(sql`select 1 from ${stripeCustomers} where user_id = ${userId} order by id for update`)
}
