import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { cards, type PauseReason, recurringPayments } from '@/db/schema'
import { AppError } from '../../errors'
import { type Page, pageOf } from '../../page'
import { type Card, cardColumns } from '../cards/card'
import type { Interval } from './due-at'

/** A fixed top-up every week or month. */
export type RecurringPayment = {
  id: string
  userId: string
  walletId: bigint
  currency: string
  /** Minor units. */
  amountMinor: bigint
  description: string
  interval: Interval
  /** The first due instant, from which all others are counted. */
  startsAt: Date
  /** Number of the next period, from 0. */
  period: number
  /** When the next one is due; of no meaning once it has ended. */
  nextDueAt: Date
  status: 'active' | 'paused' | 'ended'
  pauseReason: PauseReason | null
  endedAt: Date | null
  createdAt: Date
  card: Card
}

/** The columns of a recurring payment under the names that the domain uses. */
export const recurringColumns = {
  id: recurringPayments.id,
  userId: recurringPayments.userId,
  walletId: recurringPayments.walletId,
  currency: recurringPayments.currency,
  amountMinor: recurringPayments.amount,
  description: recurringPayments.description,
  interval: recurringPayments.interval,
  startsAt: recurringPayments.startsAt,
  period: recurringPayments.period,
  nextDueAt: recurringPayments.nextDueAt,
  status: recurringPayments.status,
  pauseReason: recurringPayments.pauseReason,
  endedAt: recurringPayments.endedAt,
  createdAt: recurringPayments.createdAt,
  card: cardColumns,
}

/** A page of a user's recurring payments, newest first. @param query `cursor` is the id of the last one before. */
export async function listRecurringPayments(
  db: Database,
  query: { userId: string; limit: number; cursor?: string | undefined },
): Promise<Page<RecurringPayment>> {
  const { userId, limit, cursor } = query
  const found = await select(db)
    .where(
      and(
        eq(recurringPayments.userId, userId),
        cursor === undefined ? undefined : lt(recurringPayments.id, cursor),
      ),
    )
    .orderBy(desc(recurringPayments.id))
    .limit(limit + 1)
  return pageOf(found, limit, ({ id }) => id)
}

/**
 * One recurring payment of a user.
 * @throws AppError `not_found`, for someone else's as for one that does not exist.
 */
export async function readRecurringPayment(
  db: Database,
  { userId, recurringPaymentId }: { userId: string; recurringPaymentId: string },
): Promise<RecurringPayment> {
  const [found] = await select(db).where(
    and(eq(recurringPayments.id, recurringPaymentId), eq(recurringPayments.userId, userId)),
  )
  if (!found) throw new AppError('not_found', 'There is no such recurring payment.')
  return found
}

function select(db: Database) {
  return db
    .select(recurringColumns)
    .from(recurringPayments)
    .innerJoin(cards, eq(cards.id, recurringPayments.cardId))
}
