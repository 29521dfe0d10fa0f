import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { cardSetups } from '@/db/schema'
import { AppError, assert } from '../../errors'
import { checkReturnUrl } from '../stripe/check-return-url'
import { listCards, MOST_CARDS } from './card'
import { type CardSetup, cardSetupColumns } from './card-setup'

/** A user's wish to save a card. */
export type CreateCardSetup = {
  userId: string
  /** Where the user is led afterwards. */
  returnUrl?: string | undefined
  /** The caller's own name for this wish: asking again with it finds the same one. */
  idempotencyKey?: string | undefined
}

/**
 * Records the wish. Stripe is asked for its intent when the user opens the page on which the card is entered.
 * @throws AppError `invalid_request` for an address to return to that is not allowed; `conflict` if the user has as many cards as one may have.
 */
export async function createCardSetup(db: Database, wish: CreateCardSetup): Promise<CardSetup> {
  const { userId, returnUrl, idempotencyKey } = wish
  if (returnUrl !== undefined) checkReturnUrl(returnUrl)
  if ((await listCards(db, { userId })).length >= MOST_CARDS) {
    throw new AppError('conflict', `At most ${MOST_CARDS} cards can be saved: remove one first.`)
  }
  const [recorded] = await db
    .insert(cardSetups)
    .values({ userId, returnUrl: returnUrl ?? null, idempotencyKey: idempotencyKey ?? null })
    .onConflictDoNothing({ target: [cardSetups.userId, cardSetups.idempotencyKey] })
    .returning(cardSetupColumns)
  if (recorded) return recorded
  assert(idempotencyKey !== undefined, 'only a key that was used before can refuse a setup')
  const [first] = await db
    .select(cardSetupColumns)
    .from(cardSetups)
    .where(and(eq(cardSetups.userId, userId), eq(cardSetups.idempotencyKey, idempotencyKey)))
  assert(first, 'a setup that refused a second one exists')
  return first
}
