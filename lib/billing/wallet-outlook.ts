import type { WalletBalance } from '@/lib/ledger/read-balances'
import { HOUR_MS } from '../time'
import type { Subscription } from './subscription'

/** From so long before the end on, the user is warned. */
const WARN_MS = 24 * HOUR_MS

/**
 * How a wallet stands: `idle` (nothing runs), `running`, `ending` (the money ends within a day), `ended` (the money
 * has ended, and what ran stands still until a top-up).
 */
export type WalletOutlook = 'idle' | 'running' | 'ending' | 'ended'

/**
 * How a wallet stands at an instant, whether or not a job has noticed it yet.
 * @param live the user's subscriptions that were not stopped; those in other currencies do not matter.
 */
export function walletOutlook(
  wallet: Pick<WalletBalance, 'currency' | 'hourlyRateMicros' | 'depletesAt'>,
  live: readonly Pick<Subscription, 'currency' | 'entitled'>[],
  asOf: Date,
): WalletOutlook {
  if (live.some(({ currency, entitled }) => currency === wallet.currency && !entitled)) return 'ended'
  if (wallet.hourlyRateMicros === 0n) return 'idle'
  const { depletesAt } = wallet
  return depletesAt !== null && depletesAt.getTime() - asOf.getTime() < WARN_MS ? 'ending' : 'running'
}
