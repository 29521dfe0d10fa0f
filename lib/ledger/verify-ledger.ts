import type { Database } from '@/db/client'
import type { Violation } from './verify/invariants'
import { type LedgerProof, proveWithin } from './verify/prove-within'

/**
 * Checks every invariant of the ledger over every wallet, in one snapshot, by set-based queries, and sums up the proof
 * by currency.
 */
export function proveLedger(db: Database): Promise<LedgerProof> {
  return db.transaction(proveWithin, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}

/** @returns the first of what is broken: nothing, unless there is an incident. */
export async function verifyLedger(db: Database): Promise<Violation[]> {
  return (await proveLedger(db)).named
}
