import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { automaticPayments, payments } from '@/db/schema'
import { type Page, pageOf } from '../../page'
import { type Payment, paymentColumns } from '../payment'

/** A payment of a recurring one, with the date that it was due on. */
export type Turn = Payment & {
  dueAt: Date
  /** Turns before it that fell due while nothing ran, and are not made up for. */
  skippedPeriods: number
  declines: number
}

/**
 * A page of what a recurring payment has come to, newest first. The caller has checked whose it is.
 * @param query `cursor` is the id of the last payment of the page before.
 */
export async function listTurns(
  db: Database,
  query: { recurringPaymentId: string; limit: number; cursor?: string | undefined },
): Promise<Page<Turn>> {
  const { recurringPaymentId, limit, cursor } = query
  const found = await db
    .select({
      ...paymentColumns,
      dueAt: automaticPayments.dueAt,
      skippedPeriods: automaticPayments.skippedPeriods,
      declines: automaticPayments.declines,
    })
    .from(automaticPayments)
    .innerJoin(payments, eq(payments.id, automaticPayments.paymentId))
    .where(
      and(
        eq(automaticPayments.recurringPaymentId, recurringPaymentId),
        cursor === undefined ? undefined : lt(payments.id, cursor),
      ),
    )
    .orderBy(desc(payments.id))
    .limit(limit + 1)
  return pageOf(found, limit, ({ id }) => id)
}
