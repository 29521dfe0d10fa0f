import { and, desc, eq, lt, ne } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptions, tariffs, wallets } from '@/db/schema'
import { type Page, pageOf } from '@/lib/page'
import { type Subscription, subscriptionColumns, toSubscriptions } from './subscription'

/** Which of a user's subscriptions to list, newest first. */
export type SubscriptionQuery = {
  userId: string
  asOf: Date
  limit: number
  /** The id of the last one of the page before. */
  cursor?: string | undefined
  /** Only those that were not stopped, or only those that were. */
  only?: 'live' | 'stopped'
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
        ofKind(query.only),
        // Ids are time-ordered, so the id alone is the place in the list.
        query.cursor === undefined ? undefined : lt(subscriptions.id, query.cursor),
      ),
    )
    .orderBy(desc(subscriptions.id))
    .limit(query.limit + 1)
  const { rows, nextCursor } = pageOf(found, query.limit, ({ id }) => id)
  return { rows: await toSubscriptions(db, rows, query.asOf), nextCursor }
}

function ofKind(only: SubscriptionQuery['only']) {
  if (only === undefined) return undefined
  return only === 'live' ? ne(subscriptions.status, 'canceled') : eq(subscriptions.status, 'canceled')
}
