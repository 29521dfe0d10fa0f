import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { EventType } from './event'
import type { EventData } from './event-data'

/** Something that happened, to be told. */
export type NewEvent = {
  [T in EventType]: {
    type: T
    /** Names the fact for ever: `<type>:<id>…`. The same key is told once, whoever notices it how often. */
    key: string
    userId: string
    /** The wallet it happened to: its events reach each listener in order. Null: none. */
    walletId: bigint | null
    /** When it happened, by the domain's clock. */
    at: Date
    data: EventData<T>
  }
}[EventType]

/**
 * Writes to the outbox what happened, in the transaction of the fact: either both are there or neither. Written under
 * the wallet's lock, events of a wallet are numbered in the order in which they happened.
 */
export async function recordEvents(tx: Database, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(({ key, type, userId, walletId, at, data }) => ({
    key,
    type,
    user_id: userId,
    wallet_id: walletId?.toString() ?? null,
    at: at.toISOString(),
    data,
  }))
  await tx.execute(sql`
    insert into outbox (key, type, user_id, wallet_id, at, data)
    select key, type, user_id, wallet_id, at, data
      from json_to_recordset(${JSON.stringify(rows)}::json)
           as event(key text, type text, user_id uuid, wallet_id bigint, at timestamptz, data jsonb)
        on conflict (key) do nothing`)
}

/** The same for one. */
export function recordEvent(tx: Database, event: NewEvent): Promise<void> {
  return recordEvents(tx, [event])
}
