import type { Database } from '@/db/client'
import { type Posting, postTransaction } from './post-transaction'
import { settleWallets } from './settle-wallets'
import { availableAt, isDryAt } from './settlement'
import type { LedgerTransaction } from './transaction'
import { findWallet, lockWallet } from './wallet'

/** A one-off debit asked for by the user or the operator. */
export type Charge = {
  userId: string
  currency: string
  /** Minor units, > 0. */
  amountMinor: bigint
  reason: string
  asOf: Date
  actor: string
  idempotencyKey?: string | undefined
}

/** Done, or refused because no more than this many minor units are available. */
export type ChargeResult =
  | { ok: true; transaction: LedgerTransaction }
  | { ok: false; availableMinor: bigint }

/**
 * Takes a one-off amount from a wallet, if what is available at the instant covers it. A wallet that has run dry
 * by then is settled first, which suspends it: so the transaction around this commits even when it refuses, and a
 * refusal is a result rather than an error.
 */
export async function chargeWallet(tx: Database, charge: Charge): Promise<ChargeResult> {
  const wallet = await findWallet(tx, charge)
  if (!wallet) return { ok: false, availableMinor: 0n }
  const posting: Posting = {
    walletId: wallet.id,
    type: 'charge',
    amountMinor: -charge.amountMinor,
    reason: charge.reason,
    asOf: charge.asOf,
    actor: charge.actor,
    idempotencyKey: charge.idempotencyKey,
  }
  const transaction = await postTransaction(tx, posting)
  return transaction ? { ok: true, transaction } : await refuse(tx, posting)
}

/** Says under the lock how much there is; money that came in the meantime still lets the charge through. */
async function refuse(tx: Database, posting: Posting): Promise<ChargeResult> {
  const wallet = await lockWallet(tx, posting.walletId)
  if (isDryAt(wallet, posting.asOf)) {
    await settleWallets(tx, { selection: { walletId: wallet.id }, asOf: posting.asOf })
    return { ok: false, availableMinor: 0n }
  }
  const transaction = await postTransaction(tx, posting)
  return transaction
    ? { ok: true, transaction }
    : { ok: false, availableMinor: availableAt(wallet, posting.asOf) }
}
