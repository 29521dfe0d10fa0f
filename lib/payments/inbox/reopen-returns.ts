import { and, isNotNull, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'
import { isOfIntent } from './list-stripe-events'

/**
 * Takes up again what Stripe has told of money that went back of an intent. It changed nothing while the payment was not
 * credited; in the transaction that credits it, it is not lost whatever is cut off after that.
 */
export async function reopenReturns(tx: Database, intentId: string): Promise<void> {
  const { type, processedAt } = stripeEvents
  const isReturn = or(
    sql`${type} like 'refund.%'`,
    sql`${type} like 'charge.refund%'`,
    sql`${type} like 'charge.dispute.%'`,
  )
  await tx
    .update(stripeEvents)
    .set({ processedAt: null, nextAttemptAt: sql`clock_timestamp()`, attempts: 0, error: null })
    .where(and(isOfIntent(intentId), isNotNull(processedAt), isReturn))
}
