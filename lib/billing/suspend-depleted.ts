import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { settleWallets } from '@/lib/ledger/settle-wallets'

const ALL = { afterId: 0n, upToId: 2n ** 63n - 1n, onlyDry: true }

/**
 * Settles the wallets whose money has ended, so that their subscriptions read `suspended` within the minute.
 * Nobody's entitlement waits for this: it ends by itself at the known instant.
 * @returns how many wallets ran dry.
 */
export async function suspendDepleted(db: Database): Promise<number> {
  const asOf = await appNow(db)
  const { suspended } = await retryOnConflict(() =>
    db.transaction((tx) => settleWallets(tx, { selection: ALL, asOf })),
  )
  return suspended
}
