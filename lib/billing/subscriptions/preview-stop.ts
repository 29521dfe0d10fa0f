import type { Database } from '@/db/client'
import { type ChangePreview, foresee } from './foresee'
import type { SubscriptionAt } from './live-subscription'
import { readMeteredWallet } from './read-metered-wallet'
import { readSubscription } from './subscription'

/**
 * What a user's wallet will come to if a subscription is stopped at an instant. Nothing is written.
 * @returns null for one that was stopped before.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function previewStop(db: Database, stop: SubscriptionAt): Promise<ChangePreview | null> {
  const { userId, subscriptionId, asOf } = stop
  const { currency, status } = await readSubscription(db, stop)
  if (status === 'canceled') return null
  return foresee(await readMeteredWallet(db, { userId, currency, asOf }), {
    currency,
    asOf,
    subjectId: subscriptionId,
    apply: (live) => live.filter(({ id }) => id !== subscriptionId),
  })
}
