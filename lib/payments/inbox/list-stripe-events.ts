import { and, desc, gt, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'
import { foreignCursor, type Page, pageOf } from '@/lib/page'
import { isStorableText } from '@/lib/storable-text'

/** Which events an admin looks at: those that could not be worked off, those that were not yet, or all. */
export type StripeEventFilter = 'failed' | 'open' | 'all'

/** An event of the inbox, without what it carries. */
export type ListedStripeEvent = {
  id: string
  type: string
  /** What it is about, such as `pi_…`; null if it does not say. */
  objectId: string | null
  receivedAt: Date
  processedAt: Date | null
  /** How often it could not be worked off. */
  attempts: number
  nextAttemptAt: Date
  /** What went wrong last. */
  error: string | null
}

const FILTERS: Record<StripeEventFilter, SQL | undefined> = {
  failed: and(isNull(stripeEvents.processedAt), gt(stripeEvents.attempts, 0)),
  open: isNull(stripeEvents.processedAt),
  all: undefined,
}

const listedColumns = {
  id: stripeEvents.id,
  type: stripeEvents.type,
  objectId: sql<string | null>`left(${stripeEvents.payload} #>> '{data,object,id}', 255)`,
  receivedAt: stripeEvents.receivedAt,
  processedAt: stripeEvents.processedAt,
  attempts: stripeEvents.attempts,
  nextAttemptAt: stripeEvents.nextAttemptAt,
  error: stripeEvents.error,
}

/** Where a page ended: when its last event came, to the millisecond, and its id, which may be any text. */
const placeSchema = z.stringFormat('place', /^\d{1,14}_/).transform((text) => {
  const split = text.indexOf('_')
  return { at: new Date(Number(text.slice(0, split))), id: text.slice(split + 1) }
})

/**
 * A page of the inbox, latest first. The caller has checked that an admin asks.
 * @param query `cursor` is where the page before ended, as it said.
 * @throws AppError `invalid_request` for a cursor that was not given by this list.
 */
export async function listStripeEvents(
  db: Database,
  query: { filter: StripeEventFilter; limit: number; cursor?: string | undefined },
): Promise<Page<ListedStripeEvent>> {
  const found = await db
    .select(listedColumns)
    .from(stripeEvents)
    .where(and(FILTERS[query.filter], query.cursor === undefined ? undefined : after(query.cursor)))
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(query.limit + 1)
  return pageOf(found, query.limit, placeOf)
}

function placeOf({ receivedAt, id }: ListedStripeEvent): string {
  return Buffer.from(`${receivedAt.getTime()}_${id}`).toString('base64url')
}

function after(cursor: string): SQL {
  const text = Buffer.from(cursor, 'base64url').toString()
  const parsed = placeSchema.safeParse(text)
  if (!parsed.success || !isStorableText(text)) throw foreignCursor()
  const { at, id } = parsed.data
  return sql`(${stripeEvents.receivedAt}, ${stripeEvents.id}) < (${at.toISOString()}::timestamptz, ${id})`
}

/** Whether an event is about an intent, or about what came of it. As the index `stripe_events_by_intent` has it. */
export function isOfIntent(intentId: string): SQL {
  return sql`left(coalesce(${stripeEvents.payload} #>> '{data,object,payment_intent}',
                           ${stripeEvents.payload} #>> '{data,object,id}'), 255) = ${intentId}`
}

/** So many events are shown of one payment. */
const MOST_OF_ONE = 50

/** What Stripe has told of one intent, latest first. The caller has checked that an admin asks. */
export function listStripeEventsOf(db: Database, intentId: string): Promise<ListedStripeEvent[]> {
  return db
    .select(listedColumns)
    .from(stripeEvents)
    .where(isOfIntent(intentId))
    .orderBy(desc(stripeEvents.receivedAt), desc(stripeEvents.id))
    .limit(MOST_OF_ONE)
}

/** How many events could not be worked off, and are tried again. */
export function countFailedStripeEvents(db: Database): Promise<number> {
  return db.$count(stripeEvents, FILTERS.failed)
}
