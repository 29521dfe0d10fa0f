import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { cards, stripeCustomers } from '@/db/schema'
import { ForeignAnswer } from '../stripe/ask-stripe'
import { stripeClient } from '../stripe/stripe-client'
import { dropCard } from './sync-card'

/**
 * Asks Stripe whether a customer of ours is still there. If it was deleted its cards are gone, and the user becomes a
 * new customer when they next save one.
 * @returns whether it was deleted.
 * @throws Error if Stripe cannot be asked, or has never known that customer.
 */
export async function forgetDeletedCustomer(db: Database, customerId: string): Promise<boolean> {
  const customer = await stripeClient().customers.retrieve(customerId)
  if (customer.id !== customerId) throw new ForeignAnswer('Stripe answered with another customer')
  if (!customer.deleted) return false
  const left = await db
    .select({ paymentMethodId: cards.stripePaymentMethodId })
    .from(cards)
    .where(and(eq(cards.stripeCustomerId, customerId), isNull(cards.removedAt)))
  for (const { paymentMethodId } of left) await dropCard(db, paymentMethodId)
  await db
    .update(stripeCustomers)
    .set({ deletedAt: await appNow(db) })
    .where(and(eq(stripeCustomers.id, customerId), isNull(stripeCustomers.deletedAt)))
  return true
}
