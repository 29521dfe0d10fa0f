import type { Database } from '@/db/client'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { findTransactionByKey } from '@/lib/ledger/log/transaction'
import { type AdjustmentResult, adjustWallet } from '@/lib/ledger/posting/adjust-wallet'
import { findWallet, openWallet } from '@/lib/ledger/wallets/wallet'
import { AppError } from '../errors'
import { MAX_BY_HAND_MINOR } from './grant-bonus'
import { readUser } from './user'

/** A correction of a user's balance by an admin. */
export type Adjustment = AdminAuthor & {
  userId: string
  currency: string
  /** Minor units, signed, not 0: positive raises the balance. */
  amountMinor: bigint
  /** What the user reads in the log. */
  reason: string
  asOf: Date
  /** Names this one correction: the same form sent twice corrects once. */
  idempotencyKey: string
}

/**
 * Corrects a user's balance in a currency, and keeps that in the audit log. It takes at most what is available.
 * @throws AppError `not_found`, `invalid_amount`, `idempotency_mismatch` for a key used for another correction.
 */
export async function adjustBalance(tx: Database, adjustment: Adjustment): Promise<AdjustmentResult> {
  const { adminId, currency, amountMinor, reason, asOf } = adjustment
  const size = amountMinor < 0n ? -amountMinor : amountMinor
  if (size === 0n || size > MAX_BY_HAND_MINOR) {
    throw new AppError('invalid_amount', 'A correction is not zero and at most 100 billion minor units.', {
      field: 'value',
    })
  }
  const user = await readUser(tx, adjustment.userId)
  const actor = authorOf(adjustment)
  const idempotencyKey = `adjustment:${adminId}:${adjustment.idempotencyKey}`
  const wallet = await findWallet(tx, { userId: user.id, currency })
  // A wallet is not opened to take something out of it.
  if (!wallet && amountMinor < 0n) return { ok: false, availableMinor: 0n }
  const walletId = wallet?.id ?? (await openWallet(tx, { userId: user.id, currency, asOf }))
  const given = await findTransactionByKey(tx, idempotencyKey)
  const result = await adjustWallet(tx, { walletId, amountMinor, reason, asOf, actor, idempotencyKey })
  if (given || !result.ok) return result
  await recordAudit(tx, {
    actor,
    action: 'wallet.adjusted',
    subject: `user:${user.id}`,
    details: { currency, amountMinor: amountMinor.toString(), reason },
  })
  return result
}
