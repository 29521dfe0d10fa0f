import { and, desc, eq, lt, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, tariffs, wallets } from '@/db/schema'
import { type Page, pageOf } from '../page'
import { type Subscription, subscriptionColumns, toSubscription } from './subscription'

/** Which of a user's subscriptions to list, newest first. */
export type SubscriptionQuery = {
  userId: string
  asOf: Date
  limit: number
  /** The id of the last one of the page before. */
  cursor?: string | undefined
  /** Leaves out those that were stopped. */
  liveOnly?: boolean
}

/** A page of a user's subscriptions, and the cursor of the next one or null at the end. */
export async function listSubscriptions(db: Database, query: SubscriptionQuery): Promise<Page<Subscription>> {
  const found = await db
    .select(subscriptionColumns)
    .from(subscriptions)
    .innerJoin(tariffs, eq(tariffs.id, subscriptions.tariffId))
    .innerJoin(wallets, eq(wallets.id, subscriptions.walletId))
    .where(
      and(
        eq(subscriptions.userId, query.userId),
        query.liveOnly ? ne(subscriptions.status, 'canceled') : undefined,
        // Ids are time-ordered, so the id alone is the place in the list.
        query.cursor === undefined ? undefined : lt(subscriptions.id, query.cursor),
      ),
    )
    .orderBy(desc(subscriptions.id))
    .limit(query.limit + 1)
  const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
  return { rows: rows.map((row) => toSubscription(row, query.asOf)), nextCursor }
}
