import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'
import { recordAudit } from '@/lib/audit/record-audit'
import { AppError } from '@/lib/errors'
import { processStripeEvents } from './process-stripe-events'

/**
 * Tries an event of the inbox again now, for an admin, without waiting for its turn.
 * @returns whether it is worked off; if not, the list says what went wrong.
 * @throws AppError `not_found` for one that is not open (any more).
 */
export async function retryStripeEvent(
  db: Database,
  { adminId, eventId }: { adminId: string; eventId: string },
): Promise<boolean> {
  const open = and(eq(stripeEvents.id, eventId), isNull(stripeEvents.processedAt))
  await db.transaction(async (tx) => {
    const made = await tx
      .update(stripeEvents)
      .set({ nextAttemptAt: sql`clock_timestamp()` })
      .where(open)
      .returning({ id: stripeEvents.id })
    if (made.length === 0) throw new AppError('not_found', 'There is no such event to be worked off.')
    await recordAudit(tx, {
      actor: `admin:${adminId}`,
      action: 'stripe_event.retried',
      subject: `stripe_event:${eventId}`,
    })
  })
  await processStripeEvents(db)
  return (await db.$count(stripeEvents, open)) === 0
}
