import { and, asc, desc, eq, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { receivables, users } from '@/db/schema'
import { assertIdCursor, type Page, pageOf } from '../../page'
import { type Receivable, receivableColumns } from './receivable'

/** A receivable in the admin's list. */
export type ListedReceivable = Receivable & { userEmail: string }

/**
 * A page of what users owe, newest first, and the cursor of the next one or null at the end. The caller has checked that
 * an admin asks.
 * @param query `open`: only what is still owed; `cursor`: the id of the last one of the page before.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listReceivables(
  db: Database,
  query: { open: boolean; limit: number; cursor?: string | undefined; userId?: string | undefined },
): Promise<Page<ListedReceivable>> {
  const { open, limit, cursor, userId } = query
  assertIdCursor(cursor)
  const found = await db
    .select({ ...receivableColumns, userEmail: users.email })
    .from(receivables)
    .innerJoin(users, eq(users.id, receivables.userId))
    .where(
      and(
        open ? isNull(receivables.closedAt) : undefined,
        userId === undefined ? undefined : eq(receivables.userId, userId),
        cursor === undefined ? undefined : lt(receivables.id, cursor),
      ),
    )
    .orderBy(desc(receivables.id))
    .limit(limit + 1)
  return pageOf(found, limit, ({ id }) => id)
}

/** Those of one payment, oldest first. The caller has checked who asks. */
export function listReceivablesOf(db: Database, paymentId: string): Promise<Receivable[]> {
  return db
    .select(receivableColumns)
    .from(receivables)
    .where(eq(receivables.paymentId, paymentId))
    .orderBy(asc(receivables.id))
}

/** How many are still owed. */
export function countReceivables(db: Database): Promise<number> {
  return db.$count(receivables, isNull(receivables.closedAt))
}

/** What is owed in all, minor units, by currency. */
export async function sumReceivables(db: Database): Promise<{ currency: string; dueMinor: bigint }[]> {
  const due = sql<string>`sum(${receivables.amount} - ${receivables.collected} - ${receivables.writtenOff} - ${receivables.released})`
  const rows = await db
    .select({ currency: receivables.currency, due })
    .from(receivables)
    .where(isNull(receivables.closedAt))
    .groupBy(receivables.currency)
    .orderBy(asc(receivables.currency))
  return rows.map((row) => ({ currency: row.currency, dueMinor: BigInt(row.due) }))
}
