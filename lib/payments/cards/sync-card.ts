import { and, eq, isNull } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { cards, stripeCustomers } from '@/db/schema'
import { pauseCardRules } from '../automatic/pause-card-rules'
import { ForeignAnswer } from '../stripe/ask-stripe'
import { stripeClient } from '../stripe/stripe-client'
import { lockCards } from './lock-cards'

/**
 * Asks Stripe how a card stands and brings ours to that: saved, changed (a bank sends a new expiry), or gone. Whose it is
 * is said by the customer that Stripe has it with, and by nothing else. Cards of people we do not know, and what is no
 * card, change nothing.
 * @returns the id of the saved card, or null if there is none.
 * @throws Error if Stripe cannot be asked.
 */
export async function syncCard(db: Database, paymentMethodId: string): Promise<string | null> {
  const method = await retrieveMethod(paymentMethodId)
  const customerId = typeof method?.customer === 'string' ? method.customer : method?.customer?.id
  if (method === null || customerId === undefined) {
    await dropCard(db, paymentMethodId)
    return null
  }
  return method.card ? keepCard(db, { method, card: method.card, customerId }) : null
}

/** Null for what Stripe does not know, or not any more. */
async function retrieveMethod(id: string): Promise<Stripe.PaymentMethod | null> {
  const method = await stripeClient()
    .paymentMethods.retrieve(id)
    .catch((error: unknown) => {
      const { StripeInvalidRequestError } = Stripe.errors
      if (error instanceof StripeInvalidRequestError && error.code === 'resource_missing') return null
      throw error
    })
  if (method !== null && method.id !== id)
    throw new ForeignAnswer('Stripe answered with another payment method')
  return method
}

/** Stripe has let go of a card: it is gone for us too, with what was charged to it by itself. */
export async function dropCard(db: Database, paymentMethodId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const asOf = await appNow(tx)
    const isCard = eq(cards.stripePaymentMethodId, paymentMethodId)
    const [known] = await tx.select({ userId: cards.userId }).from(cards).where(isCard)
    if (!known) return
    await lockCards(tx, known.userId)
    const [gone] = await tx
      .update(cards)
      .set({ removedAt: asOf, detachedAt: asOf, isDefault: false })
      .where(and(isCard, isNull(cards.removedAt)))
      .returning({ id: cards.id })
    if (gone) await pauseCardRules(tx, { cardId: gone.id, asOf })
    await tx
      .update(cards)
      .set({ detachedAt: asOf })
      .where(and(isCard, isNull(cards.detachedAt)))
  })
}

function keepCard(
  db: Database,
  found: { method: Stripe.PaymentMethod; card: Stripe.PaymentMethod.Card; customerId: string },
): Promise<string | null> {
  const { method, card, customerId } = found
  return db.transaction(async (tx) => {
    // Locked: of two first cards that come at once one becomes the default.
    const [customer] = await tx
      .select({ userId: stripeCustomers.userId })
      .from(stripeCustomers)
      .where(and(eq(stripeCustomers.id, customerId), isNull(stripeCustomers.deletedAt)))
      .for('update')
    if (!customer) return null
    const { userId } = customer
    const described = {
      brand: card.brand,
      last4: card.last4,
      expMonth: card.exp_month,
      expYear: card.exp_year,
    }
    const others = await tx.$count(cards, and(eq(cards.userId, userId), eq(cards.isDefault, true)))
    const [kept] = await tx
      .insert(cards)
      .values({
        userId,
        stripeCustomerId: customerId,
        stripePaymentMethodId: method.id,
        isDefault: others === 0,
        ...described,
      })
      .onConflictDoUpdate({
        target: cards.stripePaymentMethodId,
        set: described,
        // A card that was removed here is on its way out there: what Stripe still says of it is late.
        setWhere: isNull(cards.removedAt),
      })
      .returning({ id: cards.id })
    return kept?.id ?? null
  })
}
