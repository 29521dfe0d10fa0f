import { and, asc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { syncPayment } from './sync-payment'

const BATCH = 100

/** After about a month of growing gaps a payment that nobody paid is no longer asked about. */
const MAX_CHECKS = 150

/**
 * Asks Stripe about pending payments whose webhook may have been lost: first after seconds, then ever more rarely (a
 * quarter of its age between two questions, at most six hours). The next turn is set before the question, so that
 * one that hangs holds up no other.
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
        lt(payments.checks, MAX_CHECKS),
        lte(payments.nextCheckAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(payments.nextCheckAt))
    .limit(BATCH)
  for (const { id } of due) {
    await setNextCheck(db, id)
    await syncPayment(db, { paymentId: id })
  }
  return due.length
}

async function setNextCheck(db: Database, paymentId: string): Promise<void> {
  const gapS = sql`least(21600, 15 * power(1.3, least(${payments.checks}, 30)))`
  await db
    .update(payments)
    .set({
      checks: sql`${payments.checks} + 1`,
      nextCheckAt: sql`clock_timestamp() + ${gapS} * interval '1 second'`,
    })
    .where(eq(payments.id, paymentId))
}
