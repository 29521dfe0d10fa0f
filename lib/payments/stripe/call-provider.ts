import { and, eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { providerCalls } from '@/db/schema'
import { AppError, assert } from '@/lib/errors'
import { log } from '@/lib/log'
import { stripeClient } from './stripe-client'

/**
 * Stripe forgets a key after a day, and answers one whose first call failed at its side with that failure until then.
 * Source: https://docs.stripe.com/api/idempotent_requests
 */
const KEY_KEPT_HOURS = 23

/** A call that failed at Stripe's side is over by then, whatever came of it. */
const SETTLED_AFTER_MINUTES = 10

/** When something that was asked for can have been made, in Stripe's seconds; its lists take it as `created`. */
export type SentBetween = { gte: number; lte: number }

/** Something Stripe is asked to do, once for ever. */
export type ProviderCall<T extends { id: string }> = {
  /** Names this one effect for ever; Stripe is sent it too. */
  key: string
  /** Such as `refund.create`. */
  operation: string
  /** What it is for, such as `payment:<id>`. */
  subject: string
  /** Asks for it. The options carry the key: hand them on. */
  send: (stripe: Stripe, options: { idempotencyKey: string }) => Promise<T>
  /** Looks whether it was done before, by the metadata it carries. Asked where a key can no longer tell. */
  find: (stripe: Stripe, call: { sentBetween: SentBetween }) => Promise<T | undefined>
  /** Whether a refusal is for good. Without it each refusal of a card or of the parameters is. */
  isFinal?: (error: Stripe.errors.StripeError) => boolean
}

/**
 * Done, now (then with what Stripe answered) or before; or refused for good, with Stripe's code and, where a payment
 * exists all the same, its id.
 */
export type ProviderOutcome<T> =
  | { kind: 'done'; id: string; object: T | undefined }
  | { kind: 'refused'; code: string; message: string; id: string | undefined }

type CallRow = typeof providerCalls.$inferSelect

/**
 * Asks Stripe for an effect, at most once whatever happens between: the call is on record before it is sent, the SDK
 * repeats it with its key when the network fails, and what came of it is recorded and given again. Where the key can no
 * longer protect it (Stripe has forgotten it, or keeps answering it with a failure of its own) Stripe is asked whether the
 * effect exists before it is sent under a new one. Never call it in a transaction.
 * @throws AppError `provider_unavailable` if nobody can tell yet what came of it: call it again later.
 */
export async function callProvider<T extends { id: string }>(
  db: Database,
  call: ProviderCall<T>,
): Promise<ProviderOutcome<T>> {
  const known = await recordCall(db, call)
  if (known.status !== 'open') return recordedOutcome(known)
  try {
    if (isOutOfReach(known)) {
      const found = await call.find(stripeClient(), { sentBetween: sentBetween(known) })
      if (found) return await recordDone(db, call, found)
      await startGeneration(db, known)
    }
    const { generation } = await recordSending(db, call.key)
    const idempotencyKey = generation === 1 ? call.key : `${call.key}-${generation}`
    return await recordDone(db, call, await call.send(stripeClient(), { idempotencyKey }))
  } catch (error) {
    return recordFailure(db, call, error)
  }
}

async function recordCall(db: Database, call: ProviderCall<{ id: string }>): Promise<CallRow> {
  const { key, operation, subject } = call
  await db.insert(providerCalls).values({ key, operation, subject }).onConflictDoNothing()
  return readCall(db, key)
}

async function readCall(db: Database, key: string): Promise<CallRow> {
  const [row] = await db.select().from(providerCalls).where(eq(providerCalls.key, key))
  assert(row, 'a call on record is never removed')
  return row
}

function recordedOutcome(row: CallRow): ProviderOutcome<never> {
  if (row.status === 'done') return { kind: 'done', id: row.resultId ?? '', object: undefined }
  return {
    kind: 'refused',
    code: row.errorCode ?? '',
    message: row.error ?? '',
    id: row.resultId ?? undefined,
  }
}

/** Whether sending the same key again could do it twice, or could never succeed. By the wall clock, as Stripe's keys. */
function isOutOfReach({ firstSentAt, lastSentAt, errorCode }: CallRow): boolean {
  const age = (at: Date | null) => (at === null ? 0 : Date.now() - at.getTime())
  if (age(firstSentAt) > KEY_KEPT_HOURS * 3_600_000) return true
  return errorCode === FAILED_THERE && age(lastSentAt) > SETTLED_AFTER_MINUTES * 60_000
}

/** With as much around it as clocks may differ, and as a call may take. */
function sentBetween({ createdAt, lastSentAt }: CallRow): SentBetween {
  const slackS = SETTLED_AFTER_MINUTES * 60
  const seconds = (at: Date) => Math.floor(at.getTime() / 1000)
  return { gte: seconds(createdAt) - slackS, lte: seconds(lastSentAt ?? new Date()) + slackS }
}

/** Recorded in place of a code where Stripe answered with a failure of its own. */
const FAILED_THERE = 'api_error'

/** One of several that come here at once begins it. */
async function startGeneration(db: Database, { key, generation }: CallRow): Promise<void> {
  await db
    .update(providerCalls)
    .set({ generation: generation + 1, firstSentAt: null, errorCode: null })
    .where(and(eq(providerCalls.key, key), eq(providerCalls.generation, generation)))
}

async function recordSending(db: Database, key: string): Promise<{ generation: number }> {
  const [sent] = await db
    .update(providerCalls)
    .set({
      attempts: sql`${providerCalls.attempts} + 1`,
      firstSentAt: sql`coalesce(${providerCalls.firstSentAt}, clock_timestamp())`,
      lastSentAt: sql`clock_timestamp()`,
    })
    .where(eq(providerCalls.key, key))
    .returning({ generation: providerCalls.generation })
  assert(sent, 'a call on record is never removed')
  return sent
}

async function recordDone<T extends { id: string }>(
  db: Database,
  { key }: ProviderCall<T>,
  object: T,
): Promise<ProviderOutcome<T>> {
  // A 404 of something that is not Stripe can pass as an answer without an id.
  if (typeof object.id !== 'string') throw new Error('Stripe answered without what it was asked for')
  await db
    .update(providerCalls)
    .set({
      status: 'done',
      resultId: object.id,
      error: null,
      errorCode: null,
      endedAt: sql`clock_timestamp()`,
    })
    .where(and(eq(providerCalls.key, key), eq(providerCalls.status, 'open')))
  return { kind: 'done', id: object.id, object }
}

async function recordFailure(
  db: Database,
  { key, operation, subject, isFinal = isRefusal }: ProviderCall<{ id: string }>,
  error: unknown,
): Promise<ProviderOutcome<never>> {
  const { StripeError, StripeAPIError } = Stripe.errors
  const message = error instanceof Error ? error.message : String(error)
  const open = and(eq(providerCalls.key, key), eq(providerCalls.status, 'open'))
  if (error instanceof StripeError && isFinal(error)) {
    // A decline without a finer code carries an empty one.
    const code = error.decline_code || error.code || error.param || error.type
    const id = error.payment_intent?.id ?? error.setup_intent?.id
    await db
      .update(providerCalls)
      .set({
        status: 'refused',
        resultId: id,
        errorCode: code,
        error: message,
        endedAt: sql`clock_timestamp()`,
      })
      .where(open)
    return { kind: 'refused', code, message, id }
  }
  log.warn({ operation, subject, error }, 'Stripe did not do what it was asked for yet')
  const errorCode = error instanceof StripeAPIError ? FAILED_THERE : null
  await db.update(providerCalls).set({ error: message, errorCode }).where(open)
  throw new AppError('provider_unavailable', 'The card processor cannot be reached just now.', {
    cause: error,
    retryAfterSeconds: 15,
  })
}

/** Of a card or of the parameters; two calls that met (409) have refused nothing. */
function isRefusal(error: Stripe.errors.StripeError): boolean {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors
  return (
    error instanceof StripeCardError ||
    (error instanceof StripeInvalidRequestError && error.statusCode !== 409)
  )
}
