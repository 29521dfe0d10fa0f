import { and, eq, isNull } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { cardSetups } from '@/db/schema'
import { AppError } from '../../errors'
import { askStripe } from '../stripe/ask-stripe'
import { callProvider } from '../stripe/call-provider'
import { RefusedForNow } from '../stripe/refused-for-now'
import { type CardSetup, readCardSetup } from './card-setup'
import { ensureCustomer } from './ensure-customer'
import { applySetupIntent, retrieveSetupIntent } from './sync-card-setup'

/** States of an intent in which a card can be entered. */
const ENTERABLE = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action'])

/** What the form needs: the setup, and Stripe's secret for it while a card can still be entered. */
export type OpenedCardSetup = { setup: CardSetup; clientSecret: string | null }

/**
 * Opens a setup for its user to enter a card. Stripe is asked on the way, so one that was finished elsewhere shows so.
 * @throws AppError `not_found` for someone else's, `provider_unavailable` if Stripe cannot be reached, `conflict` if it
 *   saves no card of this user: the setup has failed.
 */
export async function openCardSetup(
  db: Database,
  { userId, setupId }: { userId: string; setupId: string },
): Promise<OpenedCardSetup> {
  const setup = await readCardSetup(db, { userId, setupId })
  if (setup.status !== 'pending') return { setup, clientSecret: null }
  const intentId = setup.stripeSetupIntentId ?? (await makeIntent(db, setup))
  const intent = await askStripe(() => retrieveSetupIntent(intentId))
  await askStripe(() => applySetupIntent(db, intent))
  const now = await readCardSetup(db, { userId, setupId })
  const enterable = now.status === 'pending' && ENTERABLE.has(intent.status)
  return { setup: now, clientSecret: enterable ? intent.client_secret : null }
}

async function makeIntent(db: Database, { id, userId }: CardSetup): Promise<string> {
  const customer = await ensureCustomer(db, userId).catch((error: unknown) => {
    if (error instanceof RefusedForNow) return failSetup(db, id, error.refusal.code)
    throw error
  })
  const outcome = await callProvider<Stripe.SetupIntent>(db, {
    key: `hourglass-card-setup-${id}-create`,
    operation: 'setup_intent.create',
    subject: `card_setup:${id}`,
    send: (stripe, options) =>
      stripe.setupIntents.create(
        {
          customer,
          usage: 'off_session',
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: { card_setup_id: id, user_id: userId },
        },
        options,
      ),
    find: async (stripe) => {
      for await (const intent of stripe.setupIntents.list({ customer, limit: 100 })) {
        if (intent.metadata?.card_setup_id === id) return intent
      }
      return undefined
    },
  })
  if (outcome.kind === 'refused') return failSetup(db, id, outcome.code)
  await db
    .update(cardSetups)
    .set({ stripeSetupIntentId: outcome.id })
    .where(and(eq(cardSetups.id, id), isNull(cardSetups.stripeSetupIntentId)))
  return outcome.id
}

async function failSetup(db: Database, setupId: string, failureCode: string): Promise<never> {
  await db.update(cardSetups).set({ status: 'failed', failureCode }).where(eq(cardSetups.id, setupId))
  throw new AppError('conflict', 'The card processor does not save cards for this account.')
}
