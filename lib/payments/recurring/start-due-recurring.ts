import { and, asc, eq, gt, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { cards, recurringPayments, users } from '@/db/schema'
import { AppError } from '../../errors'
import { log } from '../../log'
import { listOpenOf } from '../automatic/automatic-payment'
import { recordAutomaticPayment } from '../automatic/record-automatic-payment'
import { dueAt, nextPeriod } from './due-at'
import { recurringColumns } from './recurring-payment'

const BATCH = 500

/**
 * Begins the payment of each recurring one that is due. However many periods have gone by since the last, it is one
 * payment: nobody is charged several times at once for an outage. While one still waits for money no further is begun.
 * Nothing is charged here.
 * @returns how many were begun.
 */
export async function startDueRecurring(db: Database): Promise<number> {
  const asOf = await appNow(db)
  let started = 0
  for (let afterId = '00000000-0000-0000-0000-000000000000'; ; ) {
    const due = await db
      .select({ id: recurringPayments.id })
      .from(recurringPayments)
      .innerJoin(users, eq(users.id, recurringPayments.userId))
      .where(
        and(
          eq(recurringPayments.status, 'active'),
          lte(recurringPayments.nextDueAt, asOf),
          isNull(users.blockedAt),
          gt(recurringPayments.id, afterId),
        ),
      )
      .orderBy(asc(recurringPayments.id))
      .limit(BATCH)
    for (const { id } of due) {
      // One that cannot be begun with must not hold up the others.
      const paymentId = await db
        .transaction((tx) => startPeriod(tx, { id, asOf }))
        .catch((error: unknown) => {
          // The installation's limit of a day is used up: it stays due, and is begun tomorrow.
          if (error instanceof AppError && error.code === 'daily_limit_exceeded') return null
          log.error({ recurringPaymentId: id, error }, 'a recurring payment could not be begun')
          return null
        })
      if (paymentId !== null) started += 1
    }
    const last = due.at(-1)
    if (due.length < BATCH || last === undefined) return started
    afterId = last.id
  }
}

async function startPeriod(tx: Database, { id, asOf }: { id: string; asOf: Date }): Promise<string | null> {
  await tx.execute(sql`select 1 from ${recurringPayments} where id = ${id} for update`)
  const [rule] = await tx
    .select(recurringColumns)
    .from(recurringPayments)
    .innerJoin(cards, eq(cards.id, recurringPayments.cardId))
    .where(eq(recurringPayments.id, id))
  if (rule?.status !== 'active' || rule.nextDueAt > asOf) return null
  const next = nextPeriod(rule, asOf)
  await tx
    .update(recurringPayments)
    .set({ period: next, nextDueAt: dueAt(rule.startsAt, rule.interval, next) })
    .where(eq(recurringPayments.id, id))
  if ((await listOpenOf(tx, { recurringPaymentId: id })).length > 0) return null
  return recordAutomaticPayment(tx, {
    ...rule,
    cardId: rule.card.id,
    stripeCustomerId: rule.card.stripeCustomerId,
    origin: 'recurring',
    recurringPaymentId: id,
    skippedPeriods: next - 1 - rule.period,
    dueAt: dueAt(rule.startsAt, rule.interval, next - 1),
    asOf,
  })
}
