import { and, asc, desc, gt, inArray, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { outbox } from '@/db/schema'
import { eventColumns, type OutboxEvent } from './event'

/** Events handed over at once. */
const BATCH_EVENTS = 200

/** What is older is no news: whoever begins to listen after a year does not hear of a year at once. */
const NEWS_DAYS = 7

/**
 * Hands what happened to somebody who listens, in the order it was written, and marks it as sent afterwards. What was
 * handed over and not marked, because the process was killed, is handed over again: at least once. Events older than
 * seven days that nobody listened to stay as they are, to be read with `listEvents`.
 * @param send resolves when all of them were taken. It is called outside of any transaction.
 * @returns how many were sent.
 */
export async function drainOutbox(
  db: Database,
  send: (events: readonly OutboxEvent[]) => Promise<unknown>,
): Promise<number> {
  let sent = 0
  for (let afterId = await lastStaleId(db); ; ) {
    const events = await db
      .select(eventColumns)
      .from(outbox)
      .where(and(isNull(outbox.sentAt), gt(outbox.id, afterId)))
      .orderBy(asc(outbox.id))
      .limit(BATCH_EVENTS)
    const last = events.at(-1)
    if (last === undefined) return sent
    await send(events)
    const ids = events.map(({ id }) => id)
    await db
      .update(outbox)
      .set({ sentAt: sql`clock_timestamp()` })
      .where(and(inArray(outbox.id, ids), isNull(outbox.sentAt)))
    sent += events.length
    afterId = last.id
  }
}

/** Read backwards from the newest, so that a backlog of years costs one row. */
async function lastStaleId(db: Database): Promise<bigint> {
  const [stale] = await db
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.sentAt), lt(outbox.createdAt, sql`now() - ${NEWS_DAYS} * interval '1 day'`)))
    .orderBy(desc(outbox.id))
    .limit(1)
  return stale?.id ?? 0n
}
