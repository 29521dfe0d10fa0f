import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { outbox } from '@/db/schema'
import { assertCountedCursor, type Page, pageOf } from '../page'
import { eventColumns, type OutboxEvent } from './event'

/**
 * A page of what happened to a user, newest first, and the cursor of the next one or null at the end.
 * @param query `cursor` is the id of the last event of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listEvents(
  db: Database,
  query: { userId: string; type?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<OutboxEvent>> {
  const { userId, type, limit, cursor } = query
  assertCountedCursor(cursor)
  const found = await db
    .select(eventColumns)
    .from(outbox)
    .where(
      and(
        eq(outbox.userId, userId),
        type === undefined ? undefined : eq(outbox.type, type),
        cursor === undefined ? undefined : lt(outbox.id, BigInt(cursor)),
      ),
    )
    .orderBy(desc(outbox.id))
    .limit(limit + 1)
  return pageOf(found, limit, ({ id }) => id.toString())
}
