import type { Database } from '@/db/client'
import { isUniqueViolation } from '@/db/unique-violation'
import { AppError } from '../errors'
import { type Posted, type Posting, postTransactions, type Verdict } from './post-transactions'
import type { LedgerTransaction } from './transaction'

/**
 * Posts one movement, waiting for its wallet's lock.
 * @throws AppError `idempotency_mismatch` if the key was used for another movement, `idempotency_in_flight` if
 *   another call is posting it to another wallet at this moment.
 */
export async function postTransaction(
  db: Database,
  posting: Posting,
): Promise<Exclude<Verdict, { kind: 'mismatch' }>> {
  try {
    const [verdict] = await postTransactions(db, [posting])
    if (verdict?.kind === 'mismatch') throw keyMismatch()
    return verdict ?? { kind: 'absent' }
  } catch (error) {
    if (!isUniqueViolation(error, 'transactions_idempotency_key')) throw error
    throw new AppError('idempotency_in_flight', 'Another request with this key is being worked on.', {
      cause: error,
    })
  }
}

/** The refusal of a key that was used for something else. */
export function keyMismatch(): AppError {
  return new AppError('idempotency_mismatch', 'This idempotency key was used for another movement.')
}

/** A posted movement as a row of the log. */
export function toTransaction(posting: Posting, row: Posted): LedgerTransaction {
  return {
    ...row,
    type: posting.type,
    amountMinor: posting.amountMinor,
    reason: posting.reason,
    periodStart: null,
    periodEnd: null,
    hourlyRateMicros: null,
    paymentId: posting.paymentId ?? null,
  }
}
