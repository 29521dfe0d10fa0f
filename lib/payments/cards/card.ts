import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { cards } from '@/db/schema'
import { AppError } from '../../errors'

/** A saved card. Its number is with Stripe alone. */
export type Card = {
  id: string
  userId: string
  /** Such as `visa`, as Stripe spells it. */
  brand: string
  last4: string
  expMonth: number
  expYear: number
  isDefault: boolean
  stripeCustomerId: string
  stripePaymentMethodId: string
  removedAt: Date | null
  createdAt: Date
}

/** The columns of a card under the names that the domain uses. */
export const cardColumns = {
  id: cards.id,
  userId: cards.userId,
  brand: cards.brand,
  last4: cards.last4,
  expMonth: cards.expMonth,
  expYear: cards.expYear,
  isDefault: cards.isDefault,
  stripeCustomerId: cards.stripeCustomerId,
  stripePaymentMethodId: cards.stripePaymentMethodId,
  removedAt: cards.removedAt,
  createdAt: cards.createdAt,
}

/** The most saved cards that a user is shown, and may have. */
export const MOST_CARDS = 20

/** A user's saved cards, the default one first. */
export async function listCards(db: Database, { userId }: { userId: string }): Promise<Card[]> {
  return db
    .select(cardColumns)
    .from(cards)
    .where(and(eq(cards.userId, userId), isNull(cards.removedAt)))
    .orderBy(desc(cards.isDefault), asc(cards.id))
    .limit(MOST_CARDS)
}

/**
 * One saved card of a user.
 * @throws AppError `not_found`, for someone else's or a removed one as for one that does not exist.
 */
export async function readCard(
  db: Database,
  { userId, cardId }: { userId: string; cardId: string },
): Promise<Card> {
  const [card] = await db
    .select(cardColumns)
    .from(cards)
    .where(and(eq(cards.id, cardId), eq(cards.userId, userId), isNull(cards.removedAt)))
  if (!card) throw new AppError('not_found', 'There is no such card.', { field: 'card' })
  return card
}

/**
 * The card that a rule is to charge: the one named, or the default one.
 * @throws AppError `not_found` for one that is not the user's, `invalid_request` if none is saved.
 */
export async function chooseCard(
  db: Database,
  { userId, cardId }: { userId: string; cardId?: string | undefined },
): Promise<Card> {
  if (cardId !== undefined) return readCard(db, { userId, cardId })
  const [first] = await listCards(db, { userId })
  if (!first) throw new AppError('invalid_request', 'Save a card first.', { field: 'card' })
  return first
}

/** Whether a card can no longer be charged at an instant: cards end with the month that is printed on them, in UTC. */
export function isExpired({ expMonth, expYear }: Pick<Card, 'expMonth' | 'expYear'>, asOf: Date): boolean {
  return asOf.getTime() >= Date.UTC(expYear, expMonth, 1)
}
