import { and, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { idempotencyKeys } from '@/db/schema'
import { type Answer, replayed } from '../answer'
import {
  inFlight,
  inMs,
  type KeyedRequest,
  readAnswer,
  replayAnswer,
  rowOf,
  storeAnswer,
  takeKey,
} from './stored-request'

/** How long a call may be under way before another takes it over: longer than Stripe's client tries. */
const LOCK_MS = 60_000

/**
 * Runs a request with an effect outside the database. The key is committed first, then the effect runs, then the
 * answer is stored. If the process dies on the way, a later call with the key takes over and runs the effect again:
 * so the effect must itself find what it began before, which a payment does by its own key.
 * @param request undefined for a caller who sent no key: the effect then just runs.
 */
export async function runOutside(
  db: Database,
  request: KeyedRequest | undefined,
  effect: () => Promise<Answer>,
  lockMs = LOCK_MS,
): Promise<Answer> {
  if (request === undefined) return effect()
  const hold = { holder: crypto.randomUUID(), lockMs }
  if (!(await takeKey(db, request, hold))) {
    const first = await readAnswer(db, request)
    if (first) return replayed(first)
    if (!(await takeOver(db, request, hold))) throw inFlight()
  }
  try {
    const answer = await effect()
    return (await storeAnswer(db, request, answer, hold.holder))
      ? answer
      : // Another attempt took over from this one: what that one answers is the answer.
        await replayAnswer(db, request)
  } catch (error) {
    await release(db, request, hold.holder)
    throw error
  }
}

/** Takes over a call that nobody works on any more. @returns false if someone does. */
async function takeOver(
  db: Database,
  request: KeyedRequest,
  { holder, lockMs }: { holder: string; lockMs: number },
): Promise<boolean> {
  const taken = await db
    .update(idempotencyKeys)
    .set({ holder, lockedUntil: inMs(lockMs) })
    .where(
      and(
        rowOf(request),
        isNull(idempotencyKeys.answerStatus),
        lte(idempotencyKeys.lockedUntil, sql`clock_timestamp()`),
      ),
    )
    .returning({ key: idempotencyKeys.key })
  return taken.length === 1
}

/** Lets the same request be tried again at once: it failed, and said so. The key stays taken by this body. */
async function release(db: Database, request: KeyedRequest, holder: string): Promise<void> {
  await db
    .update(idempotencyKeys)
    .set({ lockedUntil: sql`clock_timestamp()` })
    .where(and(rowOf(request), isNull(idempotencyKeys.answerStatus), eq(idempotencyKeys.holder, holder)))
}
