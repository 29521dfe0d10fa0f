import { sql } from 'drizzle-orm'
import type Stripe from 'stripe'
import type { Database } from '@/db/client'
import { stripeEventCursor } from '@/db/schema'
import { stripeClient } from '../stripe/stripe-client'
import { isHandled } from './handle-stripe-event'
import { keepStripeEvents, readEvent } from './keep-stripe-events'

/** How far back an installation looks that has never looked. */
const FIRST_DAYS = 3

/** Stripe keeps events for so long. Source: https://docs.stripe.com/api/events */
const KEPT_DAYS = 30

/** An event may be listed a little later than one that was written after it. */
const OVERLAP_S = 600

const PAGE = 100

/**
 * Reads Stripe's own list of events into the inbox, from a little before where it was read last: what was lost on its
 * way here is found, a refund or dispute of the dashboard too, and an installation without a webhook lives on it. What
 * has come by webhook is known by its id. The cursor moves once the list was read to its end, by Stripe's clock.
 * @returns how many had not come before.
 * @throws Error if Stripe cannot be asked; what was read until then is kept.
 */
export async function collectStripeEvents(db: Database): Promise<number> {
  const since = await readSince(db)
  let kept = 0
  let newest = since
  const page: Stripe.Event[] = []
  // Newest first: whatever is written meanwhile is for the next time.
  for await (const event of stripeClient().events.list({ created: { gte: since }, limit: PAGE })) {
    newest = Math.max(newest, event.created)
    if (isHandled(event.type)) page.push(event)
    if (page.length === PAGE) kept += await keep(db, page.splice(0))
  }
  kept += await keep(db, page)
  await moveCursor(db, newest)
  return kept
}

async function keep(db: Database, events: readonly Stripe.Event[]): Promise<number> {
  return keepStripeEvents(
    db,
    events.flatMap((event) => readEvent(event) ?? []),
  )
}

/** In Stripe's seconds. */
async function readSince(db: Database): Promise<number> {
  const [cursor] = await db.select({ until: stripeEventCursor.listedUntil }).from(stripeEventCursor)
  const now = Math.floor(Date.now() / 1000)
  if (!cursor) return now - FIRST_DAYS * 86_400
  return Math.max(Math.floor(cursor.until.getTime() / 1000) - OVERLAP_S, now - KEPT_DAYS * 86_400)
}

/** Never back: two that read at the same time have both read up to the later one's start. */
async function moveCursor(db: Database, seconds: number): Promise<void> {
  const listedUntil = new Date(seconds * 1000)
  await db
    .insert(stripeEventCursor)
    .values({ listedUntil })
    .onConflictDoUpdate({
      target: stripeEventCursor.only,
      set: {
        listedUntil: sql`greatest(${stripeEventCursor.listedUntil}, excluded.listed_until)`,
        readAt: sql`clock_timestamp()`,
      },
    })
}
