import type { Database } from '@/db/client'
import { resumeOnWallet } from '@/lib/ledger/settlement/resume-subscriptions'
import { availableAt } from '@/lib/ledger/settlement/settlement'
import { type SubscriptionAt, takeLiveSubscription } from './live-subscription'
import { readSubscription, type Subscription } from './subscription'

/** It runs, or is refused because nothing is available on its wallet. */
export type ResumeResult =
  | { ok: true; subscription: Subscription }
  | { ok: false; availableMinor: bigint; currency: string }

/**
 * Lets a suspended subscription run on from an instant because its user asks for it, if anything is available on its
 * wallet. One that runs goes on running. What ran before is settled first, and stays settled if this refuses.
 * @returns null for one that was stopped: that is for good.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function resumeSubscription(tx: Database, resume: SubscriptionAt): Promise<ResumeResult | null> {
  const { subscriptionId, asOf } = resume
  const taken = await takeLiveSubscription(tx, resume)
  if (!taken) return null
  const { subscription, wallet } = taken
  const availableMinor = availableAt(wallet, asOf)
  if (subscription.status === 'suspended') {
    if (availableMinor === 0n) return { ok: false, availableMinor, currency: wallet.currency }
    await resumeOnWallet(tx, { walletId: wallet.id, asOf, subscriptionId })
  }
  return { ok: true, subscription: await readSubscription(tx, resume) }
}
