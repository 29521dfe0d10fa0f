import { desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { verifications } from '@/db/schema'
import { foreignCursor, type Page, pageOf } from '../page'
import { type CurrencySums, fromStoredProof } from './stored-proof'
import { isVerifying } from './verification-lock'

/** A pass of the verifier, as admins see it. */
export type Verification = {
  id: bigint
  /** By the wall clock. */
  startedAt: Date
  /** Wall-clock milliseconds it took; null while it runs, or if it was killed. */
  durationMs: number | null
  /** How it stands, or what it found. */
  verdict: 'running' | 'sound' | 'violated' | 'failed'
  violations: number
  currencies: CurrencySums[]
  error: string | null
}

const columns = {
  id: verifications.id,
  startedAt: verifications.startedAt,
  finishedAt: verifications.finishedAt,
  status: verifications.status,
  proof: verifications.proof,
  violations: verifications.violations,
  error: verifications.error,
}

/**
 * A page of all verifications, newest first, and the cursor of the next one or null at the end.
 * @param query `cursor` is the id of the last one of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listVerifications(
  db: Database,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<Verification>> {
  if (query.cursor !== undefined && !isVerificationId(query.cursor)) throw foreignCursor()
  const [found, isRunning] = await Promise.all([
    db
      .select(columns)
      .from(verifications)
      .where(query.cursor === undefined ? undefined : lt(verifications.id, BigInt(query.cursor)))
      .orderBy(desc(verifications.id))
      .limit(query.limit + 1),
    isVerifying(db),
  ])
  const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id.toString())
  return { rows: rows.map((row) => toVerification(row, isRunning)), nextCursor }
}

/** One verification, if there is one of this id. */
export async function findVerification(db: Database, id: string): Promise<Verification | undefined> {
  if (!isVerificationId(id)) return undefined
  const [found, isRunning] = await Promise.all([
    db
      .select(columns)
      .from(verifications)
      .where(eq(verifications.id, BigInt(id))),
    isVerifying(db),
  ])
  return found[0] && toVerification(found[0], isRunning)
}

const isVerificationId = (text: string) => /^\d{1,18}$/.test(text)

type Row = Pick<typeof verifications.$inferSelect, keyof typeof columns>

function toVerification({ finishedAt, status, proof, ...row }: Row, isRunning: boolean): Verification {
  return {
    ...row,
    durationMs: finishedAt ? finishedAt.getTime() - row.startedAt.getTime() : null,
    verdict: verdictOf(status, { isRunning, violations: row.violations }),
    currencies: fromStoredProof(proof),
  }
}

/** What says that it runs while none does was killed, and is closed by the next. */
function verdictOf(
  status: Row['status'],
  { isRunning, violations }: { isRunning: boolean; violations: number },
): Verification['verdict'] {
  if (status === 'running') return isRunning ? 'running' : 'failed'
  if (status === 'failed') return 'failed'
  return violations === 0 ? 'sound' : 'violated'
}
