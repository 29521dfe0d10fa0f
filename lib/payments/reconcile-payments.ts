import { and, asc, eq, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { nextCheck } from './stripe/next-check'
import { workSideBySide } from './stripe/work-side-by-side'
import { syncPayment } from './sync-payment'

/** How many payments are asked about at the same time. */
const WORKERS = 8

const FIRST_GAP_S = 15

/** After about a month of growing gaps a payment that nobody paid is no longer asked about. */
const MAX_CHECKS = 150

/**
 * Asks Stripe about pending payments whose webhook may have been lost: first after seconds, then ever more rarely (a
 * quarter of its age between two questions, at most six hours). Several at work at the same time share the payments
 * among them; where Stripe does not answer, the rest waits for the next time.
 * @returns how many were asked about.
 */
export function reconcilePayments(db: Database): Promise<number> {
  return workSideBySide(WORKERS, async () => {
    const paymentId = await claimDue(db)
    if (paymentId === undefined) return 'none'
    return (await syncPayment(db, { paymentId })) ? 'done' : 'stop'
  })
}

/** The next turn is set before the question, so that one that hangs holds up no other. */
async function claimDue(db: Database): Promise<string | undefined> {
  const longest = db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.status, 'pending'),
        isNotNull(payments.stripePaymentIntentId),
        isNull(payments.quarantineReason),
        lt(payments.checks, MAX_CHECKS),
        lte(payments.nextCheckAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(payments.nextCheckAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(payments)
    .set(nextCheck(payments.checks, FIRST_GAP_S))
    .where(eq(payments.id, sql`(${longest})`))
    .returning({ id: payments.id })
  return claimed?.id
}
