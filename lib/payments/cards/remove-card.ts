import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { cards } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { log } from '../../log'
import { pauseCardRules } from '../automatic/pause-card-rules'
import { type Card, cardColumns, readCard } from './card'
import { detachCard } from './detach-card'
import { lockCards } from './lock-cards'

/**
 * Removes a saved card: from here at once and for good, with a pause for whatever was charged to it by itself; then from
 * Stripe, now or, if that cannot be reached, by the job that looks after it.
 * @throws AppError `not_found` if it is not the user's, or was removed before.
 */
export async function removeCard(
  db: Database,
  { userId, cardId, actor }: { userId: string; cardId: string; actor: string },
): Promise<void> {
  const card = await db.transaction((tx) => forgetCard(tx, { userId, cardId, actor }))
  await detachCard(db, card).catch((error: unknown) => {
    log.warn({ cardId, error }, 'Stripe has not let go of a removed card yet; it is asked again')
  })
}

async function forgetCard(
  tx: Database,
  { userId, cardId, actor }: { userId: string; cardId: string; actor: string },
): Promise<Card> {
  const asOf = await appNow(tx)
  await lockCards(tx, userId)
  const card = await readCard(tx, { userId, cardId })
  await tx.update(cards).set({ removedAt: asOf, isDefault: false }).where(eq(cards.id, cardId))
  await pauseCardRules(tx, { cardId, asOf })
  if (card.isDefault) await promoteNext(tx, userId)
  await recordAudit(tx, { actor, action: 'card.removed', subject: `card:${cardId}` })
  return card
}

/** The card that was saved first becomes the default in place of the one that went. */
async function promoteNext(tx: Database, userId: string): Promise<void> {
  const [next] = await tx
    .select(cardColumns)
    .from(cards)
    .where(and(eq(cards.userId, userId), isNull(cards.removedAt)))
    .orderBy(asc(cards.id))
    .limit(1)
  if (next) await tx.update(cards).set({ isDefault: true }).where(eq(cards.id, next.id))
}
