import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'

/** Events handed out by one transaction. */
const BATCH_EVENTS = 500

/** Any number shared by all who hand out: they do so one after the other, so that each endpoint gets events in order. */
const FAN_OUT_LOCK = 7_201_361

/**
 * Writes a delivery for each event that has none yet and each endpoint that wants to hear of it. The deliveries and the
 * mark on the events are one transaction, so one that is killed has done nothing; and a pair can exist once only.
 * @returns how many deliveries were written.
 */
export async function fanOutEvents(db: Database): Promise<number> {
  let written = 0
  for (;;) {
    const batch = await db.transaction(fanOutBatch)
    written += batch.deliveries
    if (batch.events < BATCH_EVENTS) return written
  }
}

async function fanOutBatch(tx: Database): Promise<{ events: number; deliveries: number }> {
  await tx.execute(sql`select pg_advisory_xact_lock(${FAN_OUT_LOCK})`)
  const [counts] = await tx.execute<{ events: number; deliveries: number }>(sql`
    with news as (
      select id, type, user_id, wallet_id from outbox where fanned_out_at is null order by id limit ${BATCH_EVENTS}),
    written as (
      insert into webhook_deliveries (endpoint_id, event_id, wallet_id)
      select e.id, news.id, news.wallet_id
        from news
        join webhook_endpoints e on e.enabled
             and (e.audience = 'operator' or e.user_id = news.user_id)
             and (e.event_types = '{}' or news.type = any(e.event_types))
       order by news.id
          on conflict (endpoint_id, event_id) do nothing
      returning 1),
    marked as (
      update outbox set fanned_out_at = clock_timestamp() from news where outbox.id = news.id returning 1)
    select (select count(*)::int from marked) as events, (select count(*)::int from written) as deliveries`)
  return counts ?? { events: 0, deliveries: 0 }
}
