import { eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { verifications } from '@/db/schema'
import { assert } from '../errors'
import { proveLedger } from '../ledger/verify-ledger'
import { log } from '../log'
import { toStoredProof } from './stored-proof'
import { VERIFYING } from './verification-lock'

/** How many violations a line of the log names; the verification keeps more. */
const NAMED_IN_LOG = 20

/** A verification that has begun. */
export type StartedVerification = {
  id: bigint
  /** How many violations there are, once it is through. It rejects if it could not be finished. */
  finished: Promise<number>
}

/**
 * Begins to verify the whole ledger and goes on in the background. Only one runs at a time: it holds a lock of the
 * database as long as it lives, so whoever gets the lock knows that what still says "running" was killed, and closes it.
 * @returns null if one is under way.
 */
export function startVerification(db: Database): Promise<StartedVerification | null> {
  return new Promise((resolve, reject) => {
    const work = db.transaction(async (tx) => {
      const [lock] = await tx.execute<{ taken: boolean }>(
        sql`select pg_try_advisory_xact_lock(hashtext(${VERIFYING})) as taken`,
      )
      if (!lock?.taken) return null
      const id = await open(db)
      return new Promise<number>((settle, fail) => {
        const finished = verify(db, id)
        resolve({ id, finished })
        finished.then(settle, fail)
      })
    })
    // A failure after the start is that of `finished`, which whoever started it was given.
    work.then((done) => done === null && resolve(null), reject)
  })
}

async function open(db: Database): Promise<bigint> {
  await db
    .update(verifications)
    .set({ status: 'failed', error: 'It was stopped before it had finished.' })
    .where(eq(verifications.status, 'running'))
  const [row] = await db.insert(verifications).values({}).returning({ id: verifications.id })
  assert(row, 'an inserted verification has an id')
  return row.id
}

async function verify(db: Database, id: bigint): Promise<number> {
  try {
    const proof = await proveLedger(db)
    await close(db, id, {
      status: 'finished',
      proof: toStoredProof(proof),
      violations: proof.violations,
      found: proof.named,
    })
    const { violations, named } = proof
    if (violations > 0)
      log.error({ violations, first: named.slice(0, NAMED_IN_LOG) }, 'the ledger is violated')
    return violations
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    log.error({ error }, 'the ledger could not be verified')
    await close(db, id, { status: 'failed', error: message })
    throw error
  }
}

async function close(
  db: Database,
  id: bigint,
  result: Partial<typeof verifications.$inferInsert>,
): Promise<void> {
  await db
    .update(verifications)
    .set({ ...result, finishedAt: sql`clock_timestamp()` })
    .where(eq(verifications.id, id))
}
