import { and, asc, eq, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { refunds } from '@/db/schema'
import { log } from '../../log'
import { nextCheck } from '../stripe/next-check'
import { bookRefund } from './book-refund'
import { retrieveRefund } from './retrieve-refund'
import { sendRefund } from './send-refund'

const BATCH = 100

const FIRST_GAP_S = 15

/**
 * Goes on with refunds that are pending: those that Stripe may not have been asked for, because somebody was killed or
 * Stripe was away, are asked for; of the others it is asked how they stand. First after seconds, then ever more rarely
 * (at most six hours), for as long as they are pending: their money is taken.
 * @returns how many it looked at.
 */
export async function reconcileRefunds(db: Database): Promise<number> {
  const due = await db
    .select({ id: refunds.id, paymentId: refunds.paymentId, stripeRefundId: refunds.stripeRefundId })
    .from(refunds)
    .where(and(eq(refunds.status, 'pending'), lte(refunds.nextCheckAt, sql`clock_timestamp()`)))
    .orderBy(asc(refunds.nextCheckAt))
    .limit(BATCH)
  for (const { id, paymentId, stripeRefundId } of due) {
    await setNextCheck(db, id)
    try {
      if (stripeRefundId === null) await sendRefund(db, id)
      else await bookRefund(db, paymentId, await retrieveRefund(stripeRefundId))
    } catch (error) {
      log.warn({ refundId: id, error }, 'a refund could not be brought up to date yet')
    }
  }
  return due.length
}

async function setNextCheck(db: Database, refundId: string): Promise<void> {
  await db.update(refunds).set(nextCheck(refunds.checks, FIRST_GAP_S)).where(eq(refunds.id, refundId))
}
