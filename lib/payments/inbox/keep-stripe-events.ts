import { z } from 'zod'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'

/** Deeper than any event of Stripe; what lies below is not kept. */
const MAX_DEPTH = 64

/** All that an event must have to be kept: its object may be of any shape, and is looked at when it is worked off. */
const eventSchema = z.looseObject({
  id: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
})

/** An event of Stripe as the inbox keeps it. */
export type ReceivedEvent = { id: string; type: string; payload: unknown }

/** Reads an event from whatever was sent. @returns undefined for what is none. */
export function readEvent(sent: unknown): ReceivedEvent | undefined {
  const payload = storable(sent, 0)
  const parsed = eventSchema.safeParse(payload)
  return parsed.success ? { id: parsed.data.id, type: parsed.data.type, payload } : undefined
}

/** Puts events into the inbox, each once for ever by its id, whichever way and however often it comes. */
export async function keepStripeEvents(db: Database, events: readonly ReceivedEvent[]): Promise<number> {
  if (events.length === 0) return 0
  const kept = await db
    .insert(stripeEvents)
    .values([...events])
    .onConflictDoNothing({ target: stripeEvents.id })
    .returning({ id: stripeEvents.id })
  return kept.length
}

/** The database takes neither NUL characters nor half surrogate pairs, which JSON can spell in any text. */
function storable(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\0', '\uFFFD')
  if (typeof value !== 'object' || value === null) return value
  if (depth === MAX_DEPTH) return null
  if (Array.isArray(value)) return value.map((item) => storable(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [storable(name, 0) as string, storable(item, depth + 1)]),
  )
}
