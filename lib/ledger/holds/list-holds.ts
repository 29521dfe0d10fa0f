import { and, desc, eq, gt, lt, lte, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Database } from '@/db/client'
import { type HoldStatus, holds, wallets } from '@/db/schema'
import { type Page, pageOf } from '@/lib/page'
import { type Hold, holdColumns, toHold } from './hold'

/** A page of a user's holds, newest first: all, or those that have a status at the instant. */
export async function listHolds(
  db: Database,
  query: {
    userId: string
    asOf: Date
    limit: number
    status?: HoldStatus | undefined
    /** The id of the last one of the page before. */
    cursor?: string | undefined
  },
): Promise<Page<Hold>> {
  const { userId, asOf, limit, status, cursor } = query
  const find = (condition?: SQL) =>
    db
      .select(holdColumns)
      .from(holds)
      .innerJoin(wallets, eq(wallets.id, holds.walletId))
      .where(
        and(eq(holds.userId, userId), cursor === undefined ? undefined : lt(holds.id, cursor), condition),
      )
      .orderBy(desc(holds.id))
      .limit(limit + 1)
  const isOpen = eq(holds.status, 'open')
  // What has expired may not be booked as such yet; each half is read off its index, as far as the page goes.
  const found =
    status === 'expired'
      ? unionAll(find(eq(holds.status, status)), find(and(isOpen, lte(holds.expiresAt, asOf))))
          .orderBy(desc(holds.id))
          .limit(limit + 1)
      : find(status === 'open' ? and(isOpen, gt(holds.expiresAt, asOf)) : status && eq(holds.status, status))
  const { rows, nextCursor } = pageOf(await found, limit, ({ id }) => id)
  return { rows: rows.map((row) => toHold(row, asOf)), nextCursor }
}
