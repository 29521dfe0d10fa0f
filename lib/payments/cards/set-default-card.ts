import { and, eq, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { cards } from '@/db/schema'
import { type Card, readCard } from './card'
import { lockCards } from './lock-cards'

/**
 * Makes a saved card the one that is offered first.
 * @throws AppError `not_found` if it is not the user's, or was removed.
 */
export async function setDefaultCard(
  db: Database,
  { userId, cardId }: { userId: string; cardId: string },
): Promise<Card> {
  return db.transaction(async (tx) => {
    await lockCards(tx, userId)
    await readCard(tx, { userId, cardId })
    await tx
      .update(cards)
      .set({ isDefault: false })
      .where(and(eq(cards.userId, userId), eq(cards.isDefault, true), ne(cards.id, cardId)))
    await tx.update(cards).set({ isDefault: true }).where(eq(cards.id, cardId))
    return readCard(tx, { userId, cardId })
  })
}
