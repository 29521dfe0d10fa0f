import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import { stripeClient } from '../stripe/stripe-client'
import { type Card, readCard } from './card'
import { readCardSetup } from './card-setup'
import { createCardSetup } from './create-card-setup'
import { openCardSetup } from './open-card-setup'
import { syncCardSetup } from './sync-card-setup'

/** What the bank's page of the sandbox is told by the payer. */
export async function authenticate(
  intent: { next_action?: { redirect_to_url?: { url?: string | null } | null } | null },
  outcome: 'succeeded' | 'failed' = 'succeeded',
): Promise<void> {
  const url = intent.next_action?.redirect_to_url?.url
  if (!url) return
  await fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })
}

/** What the user's browser does with the form that saves a card. @returns the setup's id. */
export async function enterCard(db: Database, userId: string, card = 'pm_card_visa'): Promise<string> {
  const { id: setupId } = await createCardSetup(db, { userId })
  const { setup } = await openCardSetup(db, { userId, setupId })
  const intent = await stripeClient().setupIntents.confirm(setup.stripeSetupIntentId ?? '', {
    payment_method: card,
    return_url: 'http://127.0.0.1:8000/',
  })
  await authenticate(intent)
  return setupId
}

/** A saved card of a user, by the way that users take. */
export async function plantCard(db: Database, userId: string, card = 'pm_card_visa'): Promise<Card> {
  const setupId = await enterCard(db, userId, card)
  await syncCardSetup(db, { setupId })
  const { cardId } = await readCardSetup(db, { userId, setupId })
  assert(cardId, 'a card that was entered is saved')
  return readCard(db, { userId, cardId })
}
