import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { recurringPayments } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '../../errors'
import { cancelSuperseded } from '../automatic/cancel-superseded'
import { makeRoom } from '../automatic/make-room'
import { readCard } from '../cards/card'
import { lockCards } from '../cards/lock-cards'
import { checkPaymentAmount, paymentLimits } from '../payment-limits'
import { checkDate } from './create-recurring-payment'
import { dueAt, type Interval, nextPeriod } from './due-at'
import { type RecurringPayment, readRecurringPayment } from './recurring-payment'

/** What is to be different from now on; the rest stays. */
export type RecurringChange = {
  amountMinor?: bigint | undefined
  description?: string | undefined
  cardId?: string | undefined
  interval?: Interval | undefined
  /** The next due instant, from which the following ones are counted. */
  nextDueAt?: Date | undefined
  status?: 'active' | 'paused' | 'ended' | undefined
}

type Change = { userId: string; actor: string; recurringPaymentId: string; change: RecurringChange }

/**
 * Changes, pauses, starts again or ends a recurring payment. What it had begun and could not get is canceled. One that
 * is started again is next due in the future: what it missed is not made up for.
 * @throws AppError `not_found` for someone else's, or a card that is not the user's; `conflict` for one that has ended,
 *   or would run on a card that is gone; `invalid_amount`; `invalid_request` for a date that has passed.
 */
export async function changeRecurringPayment(db: Database, wish: Change): Promise<RecurringPayment> {
  const toCancel = await db.transaction((tx) => applyChange(tx, wish))
  await cancelSuperseded(db, toCancel)
  return readRecurringPayment(db, wish)
}

async function applyChange(tx: Database, wish: Change): Promise<string[]> {
  const { userId, actor, recurringPaymentId, change } = wish
  await lockCards(tx, userId)
  await tx.execute(
    sql`select 1 from ${recurringPayments} where id = ${recurringPaymentId} and user_id = ${userId} for update`,
  )
  const before = await readRecurringPayment(tx, { userId, recurringPaymentId })
  if (before.status === 'ended') {
    if (change.status === 'ended') return []
    throw new AppError('conflict', 'This recurring payment has ended. Create a new one.')
  }
  const asOf = await appNow(tx)
  if (change.amountMinor !== undefined) {
    checkPaymentAmount({ amountMinor: change.amountMinor, currency: before.currency }, paymentLimits())
  }
  const card =
    change.cardId === undefined ? before.card : await readCard(tx, { userId, cardId: change.cardId })
  const status = change.status ?? before.status
  if (status === 'active' && card.removedAt !== null) {
    throw new AppError('conflict', 'The card of this payment was removed. Choose another one.', {
      field: 'card',
    })
  }
  await tx
    .update(recurringPayments)
    .set({
      amount: change.amountMinor ?? before.amountMinor,
      description: change.description ?? before.description,
      cardId: card.id,
      ...nextTurn(before, change, asOf),
      status,
      pauseReason: status === 'paused' ? (before.pauseReason ?? 'user') : null,
      endedAt: status === 'ended' ? asOf : null,
    })
    .where(eq(recurringPayments.id, recurringPaymentId))
  await recordAudit(tx, {
    actor,
    action: status === 'ended' ? 'recurring_payment.ended' : 'recurring_payment.changed',
    subject: `recurring_payment:${recurringPaymentId}`,
    details: {
      status,
      card: card.id,
      ...(change.amountMinor !== undefined && { amount_minor: change.amountMinor.toString() }),
    },
  })
  return makeRoom(tx, { recurringPaymentId }, { asOf })
}

/** The columns that say when it is due: as before, counted anew from another date, or past what a pause has missed. */
function nextTurn(before: RecurringPayment, change: RecurringChange, asOf: Date) {
  const interval = change.interval ?? before.interval
  const missed = before.nextDueAt < asOf && before.status === 'paused'
  const period = missed ? nextPeriod(before, asOf) : before.period
  const standing = dueAt(before.startsAt, before.interval, period)
  if (change.nextDueAt !== undefined) {
    // Later than now: the turn of this very instant may have been made already.
    checkDate(change.nextDueAt, new Date(asOf.getTime() + 1), 'next_payment_at')
  }
  if (change.nextDueAt === undefined && interval === before.interval) return { period, nextDueAt: standing }
  const startsAt = change.nextDueAt ?? standing
  return { interval, startsAt, period: 0, nextDueAt: startsAt }
}
