import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import type { LedgerTransaction } from '../log/transaction'
import { lockSettledWallet } from '../wallets/lock-settled-wallet'
import { postTransaction, toTransaction } from './post-transaction'
import type { Posting } from './post-transactions'

/** Money that was taken from a wallet and comes back: a refund that failed, a dispute that was won. */
export type Restoration = {
  walletId: bigint
  type: 'reversal' | 'dispute_reversal'
  /** Minor units, > 0. */
  amountMinor: bigint
  reason: string
  asOf: Date
  actor: string
  paymentId: string
  /** Names this one restoration for ever. */
  idempotencyKey: string
}

/**
 * Puts money back that had been taken, once for its key. It wakes nothing that stands still: whoever asked for their
 * money back wanted to leave, and must not have it spent by what starts again unasked. A press resumes it.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
export async function restoreMoney(
  tx: Database,
  { walletId, ...restoration }: Restoration,
): Promise<LedgerTransaction> {
  assert(restoration.amountMinor > 0n, 'what comes back raises the balance')
  await lockSettledWallet(tx, { walletId, asOf: restoration.asOf })
  const posting: Posting = { ...restoration, wallet: walletId }
  const verdict = await postTransaction(tx, posting)
  assert(verdict.kind === 'posted' || verdict.kind === 'replayed', 'a settled wallet takes money')
  return toTransaction(posting, verdict.row)
}
