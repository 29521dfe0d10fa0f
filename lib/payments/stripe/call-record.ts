import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { providerCalls } from '@/db/schema'
import { assert } from '@/lib/errors'

/** A call as it is on record. */
export type CallRow = typeof providerCalls.$inferSelect

/** When something that was asked for can have been made, in Stripe's seconds; its lists take it as `created`. */
export type SentBetween = { gte: number; lte: number }

/**
 * Stripe forgets a key after a day, and answers one whose first call failed at its side with that failure until then.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
const KEY_KEPT_HOURS = 23

/** A call that failed at Stripe's side is over by then, whatever came of it. */
const SETTLED_AFTER_MINUTES = 10

/** Recorded in place of a code where Stripe answered with a failure of its own. */
export const FAILED_THERE = 'api_error'

/** Puts a call on record, once. @returns how it stands. */
export async function recordCall(
  db: Database,
  { key, operation, subject }: Pick<CallRow, 'key' | 'operation' | 'subject'>,
): Promise<CallRow> {
  await db.insert(providerCalls).values({ key, operation, subject }).onConflictDoNothing()
  const [row] = await db.select().from(providerCalls).where(eq(providerCalls.key, key))
  assert(row, 'a call on record is never removed')
  return row
}

/** Counts and dates a try, before it is made. @returns the call with it. */
export async function recordSending(db: Database, key: string): Promise<CallRow> {
  const [sent] = await db
    .update(providerCalls)
    .set({
      attempts: sql`${providerCalls.attempts} + 1`,
      firstSentAt: sql`coalesce(${providerCalls.firstSentAt}, clock_timestamp())`,
      lastSentAt: sql`clock_timestamp()`,
    })
    .where(eq(providerCalls.key, key))
    .returning()
  assert(sent, 'a call on record is never removed')
  return sent
}

/**
 * Lets the next try go under a key of its own: nothing was made under the one before. One of several that come here at
 * once begins it.
 * @returns whether it was this one.
 */
export async function startGeneration(
  db: Database,
  { key, generation }: Pick<CallRow, 'key' | 'generation'>,
  error: string | null = null,
): Promise<boolean> {
  const begun = await db
    .update(providerCalls)
    .set({ generation: generation + 1, firstSentAt: null, errorCode: null, error })
    .where(
      and(
        eq(providerCalls.key, key),
        eq(providerCalls.generation, generation),
        eq(providerCalls.status, 'open'),
      ),
    )
    .returning({ key: providerCalls.key })
  return begun.length > 0
}

/** Whether sending the same key again could do it twice, or could never succeed. By the wall clock, as Stripe's keys. */
export function isOutOfReach({ firstSentAt, lastSentAt, errorCode }: CallRow): boolean {
  const age = (at: Date | null) => (at === null ? 0 : Date.now() - at.getTime())
  if (age(firstSentAt) > KEY_KEPT_HOURS * 3_600_000) return true
  return errorCode === FAILED_THERE && age(lastSentAt) > SETTLED_AFTER_MINUTES * 60_000
}

/** With as much around it as clocks may differ, and as a call may take. */
export function sentBetween({ createdAt, lastSentAt }: CallRow): SentBetween {
  const slackS = SETTLED_AFTER_MINUTES * 60
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
  return { gte: seconds(createdAt) - slackS, lte: seconds(lastSentAt ?? new Date()) + slackS }
}
