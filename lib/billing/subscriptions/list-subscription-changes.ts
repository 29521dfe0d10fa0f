import { and, desc, eq, lt } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { subscriptionChanges, tariffs } from '@/db/schema'
import { foreignCursor, type Page, pageOf } from '@/lib/page'
import { type SubscriptionEvent, type SubscriptionState, subscriptionEvents } from './subscription-events'

/** A change of a subscription: what happened, and how it stood from then on. */
export type SubscriptionChange = SubscriptionState & {
  /** Its number, which orders changes. */
  id: bigint
  at: Date
  events: SubscriptionEvent[]
}

/**
 * A page of what happened to a subscription, newest first. Whose it is was checked: see `readSubscription`.
 * @throws AppError `invalid_request` for a cursor that this list has not given.
 */
export async function listSubscriptionChanges(
  db: Database,
  query: { subscriptionId: string; limit: number; cursor?: string | undefined },
): Promise<Page<SubscriptionChange>> {
  const { subscriptionId, limit, cursor } = query
  const found = await db
    .select({
      id: subscriptionChanges.id,
      at: subscriptionChanges.at,
      status: subscriptionChanges.status,
      tariffId: subscriptionChanges.tariffId,
      tariffName: tariffs.name,
      quantity: subscriptionChanges.quantity,
      unitHourlyRateMicros: subscriptionChanges.hourlyRateMicros,
      monthlyCapHours: subscriptionChanges.monthlyCapHours,
      capped: subscriptionChanges.capped,
    })
    .from(subscriptionChanges)
    .innerJoin(tariffs, eq(tariffs.id, subscriptionChanges.tariffId))
    .where(
      and(
        eq(subscriptionChanges.subscriptionId, subscriptionId),
        cursor === undefined ? undefined : lt(subscriptionChanges.id, placeOf(cursor)),
      ),
    )
    .orderBy(desc(subscriptionChanges.id))
    // The one beyond the page is what its last row is compared with.
    .limit(limit + 1)
  const { rows, nextCursor } = pageOf(found, limit, ({ id }) => id.toString())
  return {
    rows: rows.map((row, index) => ({
      ...row,
      events: subscriptionEvents(found[index + 1] ?? null, row),
    })),
    nextCursor,
  }
}

function placeOf(cursor: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(cursor)) throw foreignCursor()
  return BigInt(cursor)
}
