import { and, asc, eq, isNotNull, isNull, lte, or, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { log } from '../log'
import { cancelPayment } from './cancel-payment'
import { isStripeAway } from './stripe/is-stripe-away'
import { workSideBySide } from './stripe/work-side-by-side'

/** How many payments are canceled at the same time. */
const WORKERS = 4

/**
 * Cancels what was not paid in time, by the domain's clock, and finishes what was begun to be canceled and was cut off.
 * What cannot be canceled now (a bank decides, Stripe is away) is tried again after a growing gap. Several at work at
 * the same time share the payments among them.
 * @returns how many were taken up.
 */
export function expirePayments(db: Database): Promise<number> {
  return workSideBySide(WORKERS, async () => {
    const paymentId = await claimDue(db)
    return paymentId === undefined ? 'none' : cancelDue(db, paymentId)
  })
}

/** The next turn is set before Stripe is asked, so that one that hangs holds up no other. */
async function claimDue(db: Database): Promise<string | undefined> {
  const longest = db
    .select({ id: payments.id })
    .from(payments)
    .where(
      and(
        eq(payments.status, 'pending'),
        isNull(payments.quarantineReason),
        or(lte(payments.expiresAt, sql`app_now()`), isNotNull(payments.cancellationReason)),
        lte(payments.nextCancelAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(payments.nextCancelAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [claimed] = await db
    .update(payments)
    .set({
      cancelAttempts: sql`${payments.cancelAttempts} + 1`,
      nextCancelAt: sql`clock_timestamp() + least(3600, 60 * power(2, least(${payments.cancelAttempts}, 6))) * interval '1 second'`,
    })
    .where(eq(payments.id, sql`(${longest})`))
    .returning({ id: payments.id })
  return claimed?.id
}

async function cancelDue(db: Database, paymentId: string): Promise<'done' | 'stop'> {
  try {
    await cancelPayment(db, { paymentId, reason: 'expired' })
    return 'done'
  } catch (error) {
    log.warn({ paymentId, error }, 'a payment could not be canceled yet')
    return isStripeAway(error) ? 'stop' : 'done'
  }
}
