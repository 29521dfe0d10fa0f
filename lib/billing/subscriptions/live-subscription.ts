import { and, eq } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions } from '@/db/schema'
import { AppError, assert } from '@/lib/errors'
import { lockSettledWallet } from '@/lib/ledger/wallets/lock-settled-wallet'
import type { Wallet } from '@/lib/ledger/wallets/wallet'

/** Which of whose subscriptions, and when. */
export type SubscriptionAt = { userId: string; subscriptionId: string; asOf: Date }

type LiveSubscription = typeof subscriptions.$inferSelect

/**
 * Takes a subscription in hand for a change: its wallet locked and settled at the instant, and the row as it is
 * after that (settling may have suspended it).
 * @returns null for one that was stopped before; its wallet is settled all the same.
 * @throws AppError `not_found` for someone else's or an unknown one.
 */
export async function takeLiveSubscription(
  tx: Database,
  { userId, subscriptionId, asOf }: SubscriptionAt,
): Promise<{ subscription: LiveSubscription; wallet: Wallet } | null> {
  const theirs = and(eq(subscriptions.id, subscriptionId), eq(subscriptions.userId, userId))
  const [found] = await tx.select({ walletId: subscriptions.walletId }).from(subscriptions).where(theirs)
  if (!found) throw new AppError('not_found', 'There is no such subscription.')
  const wallet = await lockSettledWallet(tx, { walletId: found.walletId, asOf })
  const [subscription] = await tx.select().from(subscriptions).where(theirs)
  assert(subscription, 'subscriptions are never deleted')
  return subscription.status === 'canceled' ? null : { subscription, wallet }
}
