import { eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { effectiveInstant } from '@/lib/ledger/settlement/effective-instant'
import { meterUpTo } from '@/lib/ledger/settlement/meter-subscription'
import { setWalletRate } from '@/lib/ledger/settlement/wallet-rate'
import { type SubscriptionAt, takeLiveSubscription } from './live-subscription'
import { readSubscription, type Subscription } from './subscription'

/**
 * Stops a subscription: it is charged up to that instant and never again, nor does a top-up wake it.
 * @returns null for one that was stopped before: nothing is changed.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function stopSubscription(tx: Database, stop: SubscriptionAt): Promise<Subscription | null> {
  const taken = await takeLiveSubscription(tx, stop)
  if (!taken) return null
  const { subscription, wallet } = taken
  const endedAt = effectiveInstant(wallet, stop.asOf)
  await tx
    .update(subscriptions)
    .set({
      status: 'canceled',
      endedAt,
      ...meterUpTo(subscription, endedAt),
      cappedUntil: null,
    })
    .where(eq(subscriptions.id, subscription.id))
  if (subscription.status === 'active') {
    await setWalletRate(tx, { walletId: wallet.id, asOf: stop.asOf, cause: 'stopped' })
  }
  return readSubscription(tx, stop)
}
