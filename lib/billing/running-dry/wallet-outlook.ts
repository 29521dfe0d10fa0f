import type { WalletBalance } from '@/lib/ledger/wallets/read-balances'
import { HOUR_MS } from '@/lib/time'
import type { Subscription } from '../subscriptions/subscription'

/**
 * How a wallet stands: `idle` (nothing runs, though there may be money for what its user
 * resumes by hand), `running`, `ending` (the money ends soon), `ended` (the money
 * has ended, and what ran stands still until a top-up).
 */
export type WalletOutlook = 'idle' | 'running' | 'ending' | 'ended'

/**
 * How a wallet stands at an instant, whether or not a job has noticed it yet.
 * @param live the user's subscriptions that were not stopped; those in other currencies do not matter.
 * @param warnHours so many hours before the end users are warned (`LOW_BALANCE_HOURS`); the widest counts.
 */
export function walletOutlook(
  wallet: Pick<WalletBalance, 'currency' | 'availableMinor' | 'depletesAt'>,
  live: readonly Pick<Subscription, 'currency' | 'entitled'>[],
  asOf: Date,
  warnHours: readonly number[],
): WalletOutlook {
  const { currency, depletesAt, availableMinor } = wallet
  const own = live.filter((subscription) => subscription.currency === currency)
  // What has reached its monthly cap runs at no cost, so it is not the rate that tells whether anything runs.
  if (!own.some(({ entitled }) => entitled)) return own.length > 0 && availableMinor === 0n ? 'ended' : 'idle'
  return depletesAt !== null && depletesAt.getTime() - asOf.getTime() <= Math.max(...warnHours) * HOUR_MS
    ? 'ending'
    : 'running'
}
