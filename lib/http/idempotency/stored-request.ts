import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { idempotencyKeys } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { type Answer, replayed } from '../answer'

/** A request that carries an idempotency key. */
export type KeyedRequest = {
  /** Whose key it is. */
  userId: string
  /** Method and path. */
  operation: string
  key: string
  requestHash: string
}

/** The row of a key. */
export function rowOf({ userId, operation, key }: KeyedRequest): SQL | undefined {
  return and(
    eq(idempotencyKeys.userId, userId),
    eq(idempotencyKeys.operation, operation),
    eq(idempotencyKeys.key, key),
  )
}

/**
 * Takes a key for a request, if nobody has it. While another transaction is taking it this waits for that one's end.
 * @param holder names this attempt where it may be overtaken by another.
 * @returns whether it is ours now.
 */
export async function takeKey(
  db: Database,
  request: KeyedRequest,
  hold?: { holder: string; lockMs: number },
): Promise<boolean> {
  const taken = await db
    .insert(idempotencyKeys)
    .values({ ...request, ...(hold && { holder: hold.holder, lockedUntil: inMs(hold.lockMs) }) })
    .onConflictDoNothing()
    .returning({ key: idempotencyKeys.key })
  return taken.length === 1
}

/** An instant so many milliseconds from now, by the database's wall clock. */
export function inMs(ms: number): SQL {
  return sql`clock_timestamp() + ${`${ms} milliseconds`}::interval`
}

/**
 * The answer that a taken key stands for, or null while it has none.
 * @throws AppError `idempotency_mismatch` if it was first sent with another body.
 */
export async function readAnswer(db: Database, request: KeyedRequest): Promise<Answer | null> {
  const [row] = await db
    .select({
      requestHash: idempotencyKeys.requestHash,
      status: idempotencyKeys.answerStatus,
      // As text: read as JSON, the same answer could come out in other characters.
      body: sql<string | null>`${idempotencyKeys.answerBody} #>> '{}'`,
    })
    .from(idempotencyKeys)
    .where(rowOf(request))
  if (!row) throw inFlight()
  if (row.requestHash !== request.requestHash) {
    throw new AppError(
      'idempotency_mismatch',
      'This key was first sent with another request. Use a new key.',
      {
        field: 'Idempotency-Key',
      },
    )
  }
  return row.status === null || row.body === null ? null : { status: row.status, body: row.body }
}

/**
 * Keeps an answer beside its key, for ever, unless it has one.
 * @param holder the attempt it comes from; one that was overtaken stores nothing.
 * @returns whether it is kept.
 */
export async function storeAnswer(
  db: Database,
  request: KeyedRequest,
  answer: Answer,
  holder?: string,
): Promise<boolean> {
  const stored = await db
    .update(idempotencyKeys)
    .set({
      answerStatus: answer.status,
      // A JSON string that holds the answer's own text, so that it is given again byte for byte.
      answerBody: sql`to_jsonb(${answer.keptBody ?? answer.body}::text)`,
      lockedUntil: null,
    })
    .where(
      and(
        rowOf(request),
        isNull(idempotencyKeys.answerStatus),
        holder === undefined ? undefined : eq(idempotencyKeys.holder, holder),
      ),
    )
    .returning({ key: idempotencyKeys.key })
  return stored.length === 1
}

/** The answer of a key that another call has taken, given again. @throws AppError `idempotency_in_flight` while it has none. */
export async function replayAnswer(db: Database, request: KeyedRequest): Promise<Answer> {
  const answer = await readAnswer(db, request)
  if (!answer) throw inFlight()
  return replayed(answer)
}

/** The refusal while the first call with this key has not ended. */
export function inFlight(): AppError {
  return new AppError('idempotency_in_flight', 'The first request with this key is still being worked on.', {
    field: 'Idempotency-Key',
    retryAfterSeconds: 1,
  })
}
