import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { settleWallets } from '@/lib/ledger/settle-wallets'
import { awaitsForgiveness, type OutagePolicy } from './outage'

const ALL = { afterId: 0n, upToId: 2n ** 63n - 1n, onlyDry: true }

/**
 * Settles the wallets whose money has ended, so that their subscriptions read `suspended` within the minute.
 * Nobody's entitlement waits for this: it ends by itself at the known instant. After an outage that is given back it
 * leaves the wallets to the run that does so, which suspends only those whose money ended before that.
 * @returns how many wallets ran dry.
 */
export async function suspendDepleted(db: Database, policy: OutagePolicy = {}): Promise<number> {
  const asOf = await appNow(db)
  if (await awaitsForgiveness(db, { asOf, ...policy })) return 0
  const { suspended } = await retryOnConflict(() =>
    db.transaction((tx) => settleWallets(tx, { selection: ALL, asOf })),
  )
  return suspended
}
