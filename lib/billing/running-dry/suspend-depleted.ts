import type { Database } from '@/db/client'
import { appNow } from '@/db/now'
import { retryOnConflict } from '@/db/retry-on-conflict'
import { findDryWallets } from '@/lib/ledger/settlement/find-dry-wallets'
import { settleWallets } from '@/lib/ledger/settlement/settle-wallets'
import { awaitsForgiveness, type OutagePolicy } from '../runs/outage'

/** Wallets that one look finds. After a long outage there are many; then it looks again. */
const FOUND_WALLETS = 50_000

/** Wallets settled by one transaction: a charge that waits for one of them waits some milliseconds. */
const BATCH_WALLETS = 200

/**
 * Settles the wallets whose money has ended, so that their subscriptions read `suspended` within the minute, and those
 * whose rate was to change. Nobody's entitlement waits for this: it ends by itself at the known instant.
 * After an outage that is given back it leaves the wallets to the run that does so, which suspends only those whose
 * money ended before that.
 *
 * Each batch commits on its own: a pass that is killed loses nothing, and one beside it finds nothing left to do.
 * @returns how many wallets ran dry.
 */
export async function suspendDepleted(db: Database, policy: OutagePolicy = {}): Promise<number> {
  const asOf = await appNow(db)
  if (await awaitsForgiveness(db, { asOf, ...policy })) return 0
  let suspended = 0
  for (let afterId = 0n; ; ) {
    const found = await findDryWallets(db, { asOf, afterId, limit: FOUND_WALLETS })
    for (let begin = 0; begin < found.length; begin += BATCH_WALLETS) {
      const walletIds = found.slice(begin, begin + BATCH_WALLETS)
      const batch = await retryOnConflict(() =>
        db.transaction((tx) => settleWallets(tx, { selection: { walletIds, onlyDry: true }, asOf })),
      )
      suspended += batch.suspended
    }
    const last = found.at(-1)
    if (found.length < FOUND_WALLETS || last === undefined) return suspended
    afterId = last
  }
}
