import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import type { LedgerTransaction } from '../log/transaction'
import { lockSettledWallet } from '../wallets/lock-settled-wallet'
import { postTransaction, toTransaction } from './post-transaction'
import type { Posting } from './post-transactions'

/** A correction of a balance by hand. */
export type WalletAdjustment = {
  walletId: bigint
  /** Minor units, signed, not 0: positive raises the balance. */
  amountMinor: bigint
  reason: string
  asOf: Date
  actor: string
  /** Names this one correction for ever. */
  idempotencyKey: string
}

/** Done, or refused because it would take more than is available. */
export type AdjustmentResult =
  | { ok: true; transaction: LedgerTransaction }
  | { ok: false; availableMinor: bigint }

/**
 * Corrects a balance, up or down, once for its key; down at most by what is available. A wallet that has run dry by
 * then is settled first, so a refusal is a result, and what was settled on the way stays. It wakes nothing that stands
 * still for lack of money: only a top-up or a bonus does.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
export async function adjustWallet(
  tx: Database,
  { walletId, ...adjustment }: WalletAdjustment,
): Promise<AdjustmentResult> {
  assert(adjustment.amountMinor !== 0n, 'an adjustment moves something')
  const posting: Posting = { ...adjustment, wallet: walletId, type: 'adjustment' }
  let verdict = await postTransaction(tx, posting)
  if (verdict.kind === 'unsettled') {
    await lockSettledWallet(tx, { walletId, asOf: adjustment.asOf })
    verdict = await postTransaction(tx, posting)
  }
  if (verdict.kind === 'refused') return { ok: false, availableMinor: verdict.availableMinor }
  assert(verdict.kind === 'posted' || verdict.kind === 'replayed', 'a settled wallet has a verdict')
  return { ok: true, transaction: toTransaction(posting, verdict.row) }
}
