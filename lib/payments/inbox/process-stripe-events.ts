import { and, asc, eq, isNull, lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'
import { log } from '@/lib/log'
import { workSideBySide } from '../stripe/work-side-by-side'
import { handleStripeEvent } from './handle-stripe-event'

/** How long one processor has an event to itself: longer than all of the client's tries to reach Stripe take. */
const LEASE_S = 120

type StripeEventRow = { id: string; type: string; payload: unknown }

/** How many events a sweep works off at the same time. */
const SWEEPERS = 4

/** Works off the inbox for the job: after an outage there is a lot in it. */
export function sweepStripeEvents(db: Database): Promise<number> {
  return processStripeEvents(db, SWEEPERS)
}

/**
 * Works off the inbox: takes the id from each event and asks Stripe for the truth, so that neither order nor
 * repetition matters. What fails is tried again after a growing gap. Processors at work at the same time share the
 * events among them; one that dies leaves its event to the others after a while.
 * @returns how many events were worked off.
 */
export async function processStripeEvents(db: Database, workers = 1): Promise<number> {
  let processed = 0
  await workSideBySide(workers, async () => {
    const event = await claimEvent(db)
    if (!event) return 'none'
    processed += (await processEvent(db, event)) ? 1 : 0
    return 'done'
  })
  return processed
}

/** The event that has waited longest and nobody works on, if there is one. */
async function claimEvent(db: Database): Promise<StripeEventRow | undefined> {
  const longest = db
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(and(isNull(stripeEvents.processedAt), lte(stripeEvents.nextAttemptAt, sql`clock_timestamp()`)))
    .orderBy(asc(stripeEvents.nextAttemptAt))
    .limit(1)
    .for('update', { skipLocked: true })
  const [event] = await db
    .update(stripeEvents)
    .set({ nextAttemptAt: sql`clock_timestamp() + ${LEASE_S} * interval '1 second'` })
    .where(eq(stripeEvents.id, sql`(${longest})`))
    .returning({ id: stripeEvents.id, type: stripeEvents.type, payload: stripeEvents.payload })
  return event
}

async function processEvent(db: Database, event: StripeEventRow): Promise<boolean> {
  try {
    await handleStripeEvent(db, event)
    await db
      .update(stripeEvents)
      .set({ processedAt: sql`clock_timestamp()`, error: null })
      .where(eq(stripeEvents.id, event.id))
    return true
  } catch (error) {
    log.warn({ eventId: event.id, error }, 'an event of Stripe could not be worked off yet')
    await db
      .update(stripeEvents)
      .set({
        attempts: sql`${stripeEvents.attempts} + 1`,
        nextAttemptAt: sql`clock_timestamp() + least(3600, power(2, least(${stripeEvents.attempts}, 12)) * 5) * interval '1 second'`,
        error: error instanceof Error ? error.message : String(error),
      })
      .where(eq(stripeEvents.id, event.id))
    return false
  }
}
