import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { cards } from '@/db/schema'
import { log } from '../../log'
import { callProvider } from '../stripe/call-provider'
import { type Card, cardColumns } from './card'

const BATCH = 100

/** @throws AppError `provider_unavailable` if nobody can tell yet whether Stripe has let go of it. */
export async function detachCard(
  db: Database,
  { id, stripePaymentMethodId }: Pick<Card, 'id' | 'stripePaymentMethodId'>,
): Promise<void> {
  await callProvider<Stripe.PaymentMethod>(db, {
    key: `hourglass-card-${id}-detach`,
    operation: 'payment_method.detach',
    subject: `card:${id}`,
    send: (stripe, options) => stripe.paymentMethods.detach(stripePaymentMethodId, {}, options),
    find: async (stripe) => {
      const method = await stripe.paymentMethods.retrieve(stripePaymentMethodId)
      return method.customer === null ? method : undefined
    },
  })
  // Refused is as good: Stripe has let go of it before, or never had it.
  await db
    .update(cards)
    .set({ detachedAt: sql`app_now()` })
    .where(and(eq(cards.id, id), isNull(cards.detachedAt)))
}

/** Has Stripe let go of cards that were removed here while it could not be reached. @returns how many it has. */
export async function detachRemovedCards(db: Database): Promise<number> {
  const removed = await db
    .select(cardColumns)
    .from(cards)
    .where(and(isNotNull(cards.removedAt), isNull(cards.detachedAt)))
    .orderBy(asc(cards.id))
    .limit(BATCH)
  let detached = 0
  for (const card of removed) {
    try {
      await detachCard(db, card)
      detached += 1
    } catch (error) {
      log.warn({ cardId: card.id, error }, 'Stripe has not let go of a removed card yet; it is asked again')
    }
  }
  return detached
}
