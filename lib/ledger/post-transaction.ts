import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { TransactionType } from '@/db/schema'
import { isUniqueViolation } from '@/db/unique-violation'
import { AppError, assert } from '../errors'
import { findTransactionByKey, type LedgerTransaction } from './transaction'

/** A movement to write to a wallet's log. */
export type Posting = {
  walletId: bigint
  type: Exclude<TransactionType, 'usage'>
  /** Minor units, signed: positive raises the user's balance. */
  amountMinor: bigint
  reason: string
  asOf: Date
  /** Who caused it: `user:<id>`, `key:<id>`, `admin:<id>`, `stripe`. */
  actor: string
  paymentId?: string | undefined
  /** Names this one effect for ever: posting it again finds the first row instead. */
  idempotencyKey?: string | undefined
}

type Moved = { user_id: string; currency: string; balance: string; seq: string; datetime: string }

/**
 * Moves a wallet's balance and writes the row of its log, in one statement under the wallet's lock. A debit goes
 * through only if what is available at the instant covers it: the balance less the usage accrued by then.
 * @returns the row; the first one if its key was posted before; null if a debit is not covered.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement, `idempotency_in_flight` if
 *   another call is posting it at this moment.
 */
export async function postTransaction(tx: Database, posting: Posting): Promise<LedgerTransaction | null> {
  assert(posting.amountMinor !== 0n, 'a movement moves something')
  if (posting.idempotencyKey !== undefined) {
    const first = await findTransactionByKey(tx, posting.idempotencyKey)
    if (first) return sameMovement(first, posting)
  }
  const row = await moveBalance(tx, posting)
  if (!row) return null
  return {
    walletId: posting.walletId,
    seq: BigInt(row.seq),
    userId: row.user_id,
    type: posting.type,
    amountMinor: posting.amountMinor,
    balanceMinor: BigInt(row.balance),
    currency: row.currency,
    reason: posting.reason,
    datetime: new Date(row.datetime),
    periodStart: null,
    periodEnd: null,
    hourlyRateMicros: null,
    paymentId: posting.paymentId ?? null,
  }
}

async function moveBalance(tx: Database, posting: Posting): Promise<Moved | undefined> {
  const at = sql`${posting.asOf.toISOString()}::timestamptz`
  const covered =
    posting.amountMinor > 0n
      ? sql`true`
      : sql`${-posting.amountMinor}::bigint
          <= available(w.balance, w.hourly_rate_micros, w.carry, w.last_hourly_billing, ${at})`
  try {
    const [row] = await tx.execute<Moved>(sql`
      with moved as (
        update wallets w
           set balance = w.balance + ${posting.amountMinor}::bigint,
               seq = w.seq + 1,
               last_posted_at = greatest(w.last_posted_at, ${at})
         where w.id = ${posting.walletId} and ${covered}
        returning w.id, w.user_id, w.currency, w.balance, w.seq, w.last_posted_at),
      posted as (
        insert into transactions (wallet_id, seq, user_id, type, amount, balance, reason, datetime, payment_id,
                                  idempotency_key, actor)
        select id, seq, user_id, ${posting.type}, ${posting.amountMinor}::bigint, balance, ${posting.reason},
               last_posted_at, ${posting.paymentId ?? null}::uuid, ${posting.idempotencyKey ?? null},
               ${posting.actor}
          from moved)
      select user_id, currency, balance, seq, last_posted_at as datetime from moved`)
    return row
  } catch (error) {
    if (!isUniqueViolation(error, 'transactions_idempotency_key')) throw error
    throw new AppError('idempotency_in_flight', 'Another request with this key is being worked on.', {
      cause: error,
    })
  }
}

function sameMovement(first: LedgerTransaction, posting: Posting): LedgerTransaction {
  const same =
    first.walletId === posting.walletId &&
    first.type === posting.type &&
    first.amountMinor === posting.amountMinor
  if (same) return first
  throw new AppError('idempotency_mismatch', 'This idempotency key was used for another movement.')
}
