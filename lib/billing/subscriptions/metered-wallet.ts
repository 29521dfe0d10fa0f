import type { MeteredSubscription } from '@/lib/ledger/settlement/metered-subscription'
import type { WalletMeter } from '@/lib/ledger/settlement/settlement'

/** A wallet in memory with all that runs or stands still on it: for foreseeing what a change will come to. */
export type MeteredWallet = WalletMeter & { subscriptions: readonly MeteredSubscription[] }
