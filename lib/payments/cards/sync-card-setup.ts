import { and, asc, eq, isNotNull, lt, lte, sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { cardSetups } from '@/db/schema'
import { log } from '../../log'
import { ForeignAnswer } from '../stripe/ask-stripe'
import { nextCheck } from '../stripe/next-check'
import { stripeClient } from '../stripe/stripe-client'
import { syncCard } from './sync-card'

const BATCH = 100

const FIRST_GAP_S = 60

/** After some days of growing gaps a setup that nobody finished is no longer asked about. */
const MAX_CHECKS = 40

/** Asks Stripe how a setup intent stands. @throws Error if it cannot be asked. */
export async function retrieveSetupIntent(intentId: string): Promise<Stripe.SetupIntent> {
  const intent = await stripeClient().setupIntents.retrieve(intentId)
  if (intent.id !== intentId) throw new ForeignAnswer('Stripe answered with another setup intent')
  return intent
}

/**
 * Brings our setup to what Stripe says of its intent, whoever asked: webhook, returning browser, reader, sweeper. The
 * card that it saved is asked about itself. An intent that is not ours changes nothing.
 */
export async function applySetupIntent(db: Database, intent: Stripe.SetupIntent): Promise<void> {
  const [setup] = await db
    .select({ id: cardSetups.id, status: cardSetups.status })
    .from(cardSetups)
    .where(eq(cardSetups.stripeSetupIntentId, intent.id))
  if (setup?.status !== 'pending') return
  const update = (values: Partial<typeof cardSetups.$inferInsert>) =>
    db
      .update(cardSetups)
      .set(values)
      .where(and(eq(cardSetups.id, setup.id), eq(cardSetups.status, 'pending')))
  if (intent.status === 'succeeded') {
    const method = intent.payment_method
    const methodId = typeof method === 'string' ? method : method?.id
    const cardId = methodId === undefined ? null : await syncCard(db, methodId)
    await update({ status: 'succeeded', cardId, failureCode: null })
  } else if (intent.status === 'canceled') {
    await update({ status: 'canceled' })
  } else if (intent.last_setup_error) {
    const { decline_code, code, type } = intent.last_setup_error
    await update({ failureCode: decline_code ?? code ?? type })
  }
}

/** Asks Stripe about one of our setups, if it is still open. If it cannot be asked that is logged and nothing changes. */
export async function syncCardSetup(db: Database, { setupId }: { setupId: string }): Promise<void> {
  const [setup] = await db
    .select({ intentId: cardSetups.stripeSetupIntentId, status: cardSetups.status })
    .from(cardSetups)
    .where(eq(cardSetups.id, setupId))
  if (setup?.status !== 'pending' || setup.intentId === null) return
  try {
    await applySetupIntent(db, await retrieveSetupIntent(setup.intentId))
  } catch (error) {
    log.warn({ setupId, error }, 'Stripe could not be asked about a card to be saved')
  }
}

/** Asks about open setups whose webhook may have been lost, ever more rarely. @returns how many were asked about. */
export async function reconcileCardSetups(db: Database): Promise<number> {
  const due = await db
    .select({ id: cardSetups.id })
    .from(cardSetups)
    .where(
      and(
        eq(cardSetups.status, 'pending'),
        isNotNull(cardSetups.stripeSetupIntentId),
        lt(cardSetups.checks, MAX_CHECKS),
        lte(cardSetups.nextCheckAt, sql`clock_timestamp()`),
      ),
    )
    .orderBy(asc(cardSetups.nextCheckAt))
    .limit(BATCH)
  for (const { id } of due) {
    await db.update(cardSetups).set(nextCheck(cardSetups.checks, FIRST_GAP_S)).where(eq(cardSetups.id, id))
    await syncCardSetup(db, { setupId: id })
  }
  return due.length
}
