import { randomUUID } from 'node:crypto'
import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** How many deliveries are on their way to one endpoint at a time, over all servers. */
export const MAX_IN_FLIGHT = 5

/** How long one attempt has a delivery to itself: well beyond its time-out. Then it counts as dead. */
const LEASE_S = 60

/**
 * For so long after its first attempt a delivery that fails holds back later events of the same wallet to the same
 * endpoint. Then order gives way, so that a receiver which chokes on one event still hears of the others.
 */
const ORDER_HOLD_S = 600

/** A delivery that is ours to attempt. */
export type ClaimedDelivery = {
  id: string
  endpointId: string
  eventId: bigint
  /** With this one. */
  attempts: number
  /** Proves that it is still ours. */
  holder: string
}

/** Due, held by nobody alive, and with no earlier event of its wallet before it. */
const claimable: SQL = sql`
  d.status = 'pending' and d.next_attempt_at <= clock_timestamp()
  and not exists (
    select from webhook_deliveries earlier
     where earlier.endpoint_id = d.endpoint_id and earlier.wallet_id = d.wallet_id
       and earlier.event_id < d.event_id and earlier.status = 'pending'
       and (earlier.first_attempt_at is null
            or earlier.first_attempt_at > clock_timestamp() - ${ORDER_HOLD_S} * interval '1 second'))`

/** Endpoints with something to send now, those that have waited longest first. A blocked user hears of nothing. */
export async function findDueEndpoints(
  db: Database,
  { except, limit }: { except: readonly string[]; limit: number },
): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select e.id
      from webhook_endpoints e
      join users u on u.id = e.user_id and (u.blocked_at is null or e.audience = 'operator')
     cross join lateral (
           select d.next_attempt_at from webhook_deliveries d
            where d.endpoint_id = e.id and ${claimable} order by d.next_attempt_at limit 1) next
     where e.enabled and not (e.id = any(${`{${except.join(',')}}`}::uuid[]))
     order by next.next_attempt_at limit ${limit}`)
  return rows.map(({ id }) => id)
}

/**
 * Takes the deliveries of an endpoint that are due, those that have waited longest first, as many as may be on their
 * way at a time. The attempt is counted now: one that kills its process is not tried for ever.
 */
export async function claimDeliveries(db: Database, endpointId: string): Promise<ClaimedDelivery[]> {
  const holder = randomUUID()
  const rows = await db.transaction(async (tx) => {
    // Those who claim for an endpoint do so one after the other: two counting at once would both find room.
    const [endpoint] = await tx.execute(
      sql`select id from webhook_endpoints where id = ${endpointId} and enabled for no key update`,
    )
    if (!endpoint) return []
    return tx.execute<{ id: string; event_id: string; attempts: number }>(sql`
      with room as (
        select greatest(0, ${MAX_IN_FLIGHT} - count(*)) as places from webhook_deliveries
         where endpoint_id = ${endpointId} and status = 'pending'
           and holder is not null and next_attempt_at > clock_timestamp()),
      due as (
        select d.id from webhook_deliveries d
         where d.endpoint_id = ${endpointId} and ${claimable}
         order by d.next_attempt_at, d.event_id limit (select places from room) for update skip locked)
      update webhook_deliveries d
         set holder = ${holder}, attempts = d.attempts + 1, last_attempt_at = clock_timestamp(),
             first_attempt_at = coalesce(d.first_attempt_at, clock_timestamp()),
             next_attempt_at = clock_timestamp() + ${LEASE_S} * interval '1 second'
        from due where d.id = due.id
      returning d.id, d.event_id, d.attempts`)
  })
  return rows.map(({ id, event_id, attempts }) => ({
    id,
    endpointId,
    eventId: BigInt(event_id),
    attempts,
    holder,
  }))
}
