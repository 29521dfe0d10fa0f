import type { Database } from '@/db/client'
import { settleWallets } from '../settlement/settle-wallets'
import { isDryAt, settle } from '../settlement/settlement'
import { lockWallet, type Wallet } from './wallet'

/**
 * Locks a wallet until the transaction ends and charges it up to an instant, as every change of what runs on it
 * begins. The lock comes first: whatever was changed before is then seen, and charged at its own rate.
 * @returns the wallet as it is after that; running dry has set its rate to zero.
 */
export async function lockSettledWallet(
  tx: Database,
  { walletId, asOf }: { walletId: bigint; asOf: Date },
): Promise<Wallet> {
  const wallet = await lockWallet(tx, walletId)
  if (settle(wallet, asOf).wallet === wallet) return wallet
  await settleWallets(tx, { selection: { walletId }, asOf })
  return lockWallet(tx, walletId)
}

/**
 * The same for what needs no settlement of its own, such as a debit: the wallet is charged only if its money has ended
 * by the instant, or something on it was to change by then.
 */
export async function lockDueWallet(
  tx: Database,
  { walletId, asOf }: { walletId: bigint; asOf: Date },
): Promise<Wallet> {
  const wallet = await lockWallet(tx, walletId)
  const isDue = (wallet.nextRateChangeAt !== null && wallet.nextRateChangeAt <= asOf) || isDryAt(wallet, asOf)
  return isDue ? lockSettledWallet(tx, { walletId, asOf }) : wallet
}
