import type { Database } from '@/db/client'
import { assert } from '@/lib/errors'
import type { LedgerTransaction } from '../log/transaction'
import { lockSettledWallet } from '../wallets/lock-settled-wallet'
import { postTransaction, toTransaction } from './post-transaction'
import type { Posting } from './post-transactions'

/** Money that leaves a wallet because it goes back to whoever paid it in. */
export type Debit = {
  walletId: bigint
  type: 'refund' | 'dispute'
  /** Minor units, > 0. */
  amountMinor: bigint
  reason: string
  asOf: Date
  actor: string
  paymentId: string
  /** Names this one debit for ever. */
  idempotencyKey: string
}

/** Taken, or refused because no more is available at the instant. */
export type DebitResult = { ok: true; transaction: LedgerTransaction } | { ok: false; availableMinor: bigint }

/**
 * Takes all of an amount from a wallet, or nothing. The wallet is settled first, so a refusal is a result rather than an
 * error and the transaction around it commits. It keeps the wallet's lock.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement.
 */
export async function debitWallet(tx: Database, { walletId, ...debit }: Debit): Promise<DebitResult> {
  assert(debit.amountMinor > 0n, 'a debit takes something')
  await lockSettledWallet(tx, { walletId, asOf: debit.asOf })
  const posting: Posting = { ...debit, wallet: walletId, amountMinor: -debit.amountMinor }
  const verdict = await postTransaction(tx, posting)
  if (verdict.kind === 'refused') return { ok: false, availableMinor: verdict.availableMinor }
  assert(
    verdict.kind === 'posted' || verdict.kind === 'replayed',
    'a wallet that was just settled is settled',
  )
  return { ok: true, transaction: toTransaction(posting, verdict.row) }
}

/**
 * Takes as much of an amount as is available at the instant: for money that is gone already, whatever the wallet holds.
 * @returns the minor units taken, from 0 to the amount.
 */
export async function debitWhatIsThere(tx: Database, debit: Debit): Promise<bigint> {
  const whole = await debitWallet(tx, debit)
  if (whole.ok) return debit.amountMinor
  const { availableMinor } = whole
  if (availableMinor === 0n) return 0n
  const part = await debitWallet(tx, { ...debit, amountMinor: availableMinor })
  assert(part.ok, 'what is available under the lock can be taken')
  return availableMinor
}
