import { and, asc, eq, gt, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { syncPayment } from './sync-payment'

const BATCH = 100

/** A payment that nobody paid for this many days is no longer asked about. */
const GIVE_UP_DAYS = 30

/**
 * Asks Stripe about pending payments whose webhook may have been lost: a fresh one every few seconds, an older one
 * ever more rarely (a quarter of its age between two questions).
 * @returns how many were asked about.
 */
export async function reconcilePayments(db: Database): Promise<number> {
  const due = await db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.status, 'pending'),
        isNotNull(payments.stripePaymentIntentId),
        gt(payments.createdAt, sql`now() - ${GIVE_UP_DAYS} * interval '1 day'`),
        sql`coalesce(${payments.checkedAt}, ${payments.createdAt})
          < now() - greatest(interval '15 seconds', (now() - ${payments.createdAt}) / 4)`,
      ),
    )
    .orderBy(asc(payments.createdAt))
    .limit(BATCH)
  for (const { id } of due) await syncPayment(db, { paymentId: id })
  return due.length
}
