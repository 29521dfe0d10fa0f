import type { Database } from '@/db/client'
import { isUniqueViolation } from '@/db/unique-violation'
import { AppError } from '@/lib/errors'
import type { LedgerTransaction } from '../log/transaction'
import { type Posted, type Posting, postTransactions, type Verdict } from './post-transactions'

/** What says that a key stands in the log already, in the part for charges and in that for other movements. */
const KEYS = ['transactions_charges_idempotency_key', 'transactions_movements_idempotency_key']

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
    if (!KEYS.some((key) => isUniqueViolation(error, key))) throw error
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
