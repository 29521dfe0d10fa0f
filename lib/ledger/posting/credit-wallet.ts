import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import { findTransactionByKey, type LedgerTransaction } from '../log/transaction'
import { settleAndWake } from '../settlement/settle-and-wake'
import { lockWallet } from '../wallets/wallet'
import { postTransaction, toTransaction } from './post-transaction'
import type { Posting } from './post-transactions'

/** Money that comes to a wallet. */
export type Credit = {
  walletId: bigint
  type: 'top_up' | 'bonus'
  /** Minor units, > 0. */
  amountMinor: bigint
  reason: string
  asOf: Date
  actor: string
  paymentId?: string | undefined
  /** Names this one credit for ever. */
  idempotencyKey: string
}

/**
 * Adds money to a wallet, once for its key, and lets what stood still for lack of money run on from that instant.
 * If the wallet has run dry by then it is settled first, so the gap is not charged.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
export async function creditWallet(
  tx: Database,
  { walletId, ...credit }: Credit,
): Promise<LedgerTransaction> {
  assert(credit.amountMinor > 0n, 'a credit raises the balance')
  const posting: Posting = { ...credit, wallet: walletId }
  const verdict = await postTransaction(tx, posting)
  if (verdict.kind === 'posted' || verdict.kind === 'replayed') return toTransaction(posting, verdict.row)
  assert(verdict.kind === 'unsettled', 'a credit is never refused')
  return tx.transaction((inner) => creditStandingWallet(inner, posting, { walletId, ...credit }))
}

/** A wallet that ran dry, stands still or is to change its rate: settled first, woken, then credited, all at once. */
async function creditStandingWallet(
  tx: Database,
  posting: Posting,
  { walletId, asOf, idempotencyKey }: Credit,
): Promise<LedgerTransaction> {
  await lockWallet(tx, walletId)
  const first = await findTransactionByKey(tx, idempotencyKey)
  if (!first) await settleAndWake(tx, { walletId, asOf })
  const verdict = await postTransaction(tx, posting)
  assert(verdict.kind === 'posted' || verdict.kind === 'replayed', 'a wallet that was woken takes money')
  return toTransaction(posting, verdict.row)
}
