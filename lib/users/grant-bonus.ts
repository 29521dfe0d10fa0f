import type { Database } from '@/db/client'
import { type AdminAuthor, authorOf } from '@/lib/audit/admin-author'
import { recordAudit } from '@/lib/audit/record-audit'
import { findTransactionByKey, type LedgerTransaction } from '@/lib/ledger/log/transaction'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { AppError } from '../errors'
import { readUser } from './user'

/** The most an admin can move at once, in minor units: a slip of the finger stays far from what a balance can hold. */
export const MAX_BY_HAND_MINOR = 100_000_000_000n

/** Money that an admin gives a user. */
export type Bonus = AdminAuthor & {
  userId: string
  currency: string
  /** Minor units, > 0. */
  amountMinor: bigint
  /** What the user reads in the log. */
  reason: string
  asOf: Date
  /** Names this one gift: the same form sent twice gives once. */
  idempotencyKey: string
}

/**
 * Puts a bonus on a user's wallet in a currency, opened if there is none yet, and on the audit log.
 * @throws AppError `not_found`, `invalid_amount`, `idempotency_mismatch` for a key used for another bonus.
 */
export async function grantBonus(tx: Database, bonus: Bonus): Promise<LedgerTransaction> {
  const { adminId, currency, amountMinor, reason, asOf } = bonus
  if (amountMinor <= 0n || amountMinor > MAX_BY_HAND_MINOR) {
    throw new AppError('invalid_amount', 'A bonus is above zero and at most 100 billion minor units.', {
      field: 'value',
    })
  }
  const user = await readUser(tx, bonus.userId)
  const actor = authorOf(bonus)
  const idempotencyKey = `bonus:${adminId}:${bonus.idempotencyKey}`
  const given = await findTransactionByKey(tx, idempotencyKey)
  const walletId = await openWallet(tx, { userId: user.id, currency, asOf })
  const row = await creditWallet(tx, {
    walletId,
    type: 'bonus',
    amountMinor,
    reason,
    asOf,
    actor,
    idempotencyKey,
  })
  if (given) return row
  await recordAudit(tx, {
    actor,
    action: 'wallet.bonus_granted',
    subject: `user:${user.id}`,
    details: { currency, amountMinor: amountMinor.toString(), reason },
  })
  return row
}
