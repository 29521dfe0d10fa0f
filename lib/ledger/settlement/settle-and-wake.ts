import type { Database } from '@/db/client'
import { resumeOnWallet } from './resume-subscriptions'
import { settleWallets } from './settle-wallets'

/**
 * Lets what money wakes on a wallet run on from an instant. It may join others that run: they are charged up to there at
 * the old rate. The wallet is locked, and has money or gets it in the same transaction.
 */
export async function settleAndWake(
  tx: Database,
  { walletId, asOf }: { walletId: bigint; asOf: Date },
): Promise<void> {
  await settleWallets(tx, { selection: { walletId }, asOf })
  await resumeOnWallet(tx, { walletId, asOf })
}
