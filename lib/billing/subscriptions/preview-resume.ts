import type { Database } from '@/db/client'
import { resumeAt } from '@/lib/ledger/settlement/metered-subscription'
import { type ChangePreview, foresee } from './foresee'
import type { SubscriptionAt } from './live-subscription'
import { readMeteredWallet } from './read-metered-wallet'
import { readSubscription } from './subscription'

/**
 * What a user's wallet will come to if a suspended subscription resumes at an instant. Nothing is written. One that
 * runs goes on running.
 * @returns null for one that was stopped.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function previewResume(db: Database, resume: SubscriptionAt): Promise<ChangePreview | null> {
  const { userId, subscriptionId, asOf } = resume
  const { currency, status } = await readSubscription(db, resume)
  if (status === 'canceled') return null
  return foresee(await readMeteredWallet(db, { userId, currency, asOf }), {
    currency,
    asOf,
    needsMoney: (live) => live.some(({ id, status }) => id === subscriptionId && status === 'suspended'),
    subjectId: subscriptionId,
    apply: (live, at) => live.map((one) => (one.id === subscriptionId ? resumeAt(one, at) : one)),
  })
}
