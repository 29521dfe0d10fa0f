import type { Database } from '@/db/client'
import { detachRemovedCards } from './detach-card'
import { reconcileCardSetups } from './sync-card-setup'

/** Looks after what a lost webhook or a Stripe out of reach has left: cards to be saved, and cards to be let go. */
export async function reconcileCards(db: Database): Promise<{ setups: number; detached: number }> {
  return { setups: await reconcileCardSetups(db), detached: await detachRemovedCards(db) }
}
