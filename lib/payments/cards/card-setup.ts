import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { type CARD_SETUP_STATUSES, cardSetups } from '@/db/schema'
import { AppError } from '../../errors'

/** A wish to save a card: open until the user has entered one, or for good without. */
export type CardSetup = {
  id: string
  userId: string
  status: (typeof CARD_SETUP_STATUSES)[number]
  stripeSetupIntentId: string | null
  /** Why the last try was declined, as Stripe names it. */
  failureCode: string | null
  cardId: string | null
  returnUrl: string | null
  createdAt: Date
}

/** The columns of a setup under the names that the domain uses. */
export const cardSetupColumns = {
  id: cardSetups.id,
  userId: cardSetups.userId,
  status: cardSetups.status,
  stripeSetupIntentId: cardSetups.stripeSetupIntentId,
  failureCode: cardSetups.failureCode,
  cardId: cardSetups.cardId,
  returnUrl: cardSetups.returnUrl,
  createdAt: cardSetups.createdAt,
}

/**
 * One setup of a user, as we know it (Stripe is not asked).
 * @throws AppError `not_found`, for someone else's as for one that does not exist.
 */
export async function readCardSetup(
  db: Database,
  { userId, setupId }: { userId: string; setupId: string },
): Promise<CardSetup> {
  const [setup] = await db
    .select(cardSetupColumns)
    .from(cardSetups)
    .where(and(eq(cardSetups.id, setupId), eq(cardSetups.userId, userId)))
  if (!setup) throw new AppError('not_found', 'There is nothing with this id.')
  return setup
}
