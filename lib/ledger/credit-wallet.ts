import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { assert } from '../errors'
import { postTransaction } from './post-transaction'
import { settleWallets } from './settle-wallets'
import { isDryAt } from './settlement'
import { findTransactionByKey, type LedgerTransaction } from './transaction'
import { lockWallet, setWalletRate } from './wallet'

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
 */
export async function creditWallet(tx: Database, credit: Credit): Promise<LedgerTransaction> {
  assert(credit.amountMinor > 0n, 'a credit raises the balance')
  const wallet = await lockWallet(tx, credit.walletId)
  const first = await findTransactionByKey(tx, credit.idempotencyKey)
  if (!first && isDryAt(wallet, credit.asOf)) {
    await settleWallets(tx, { selection: { walletId: wallet.id }, asOf: credit.asOf })
  }
  const transaction = await postTransaction(tx, credit)
  assert(transaction, 'a credit is never refused')
  if (!first) await resumeSubscriptions(tx, credit)
  return transaction
}

async function resumeSubscriptions(tx: Database, credit: Credit): Promise<void> {
  const resumed = await tx.execute(sql`
    update subscriptions set status = 'active', suspended_at = null
     where wallet_id = ${credit.walletId} and status = 'suspended'
    returning id`)
  if (resumed.length > 0) {
    await setWalletRate(tx, { walletId: credit.walletId, asOf: credit.asOf, cause: 'resumed' })
  }
}
