import { and, eq, sql } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { providerCalls } from '@/db/schema'
import { log } from '@/lib/log'
import { ForeignAnswer, providerUnavailable } from './ask-stripe'
import {
  type CallRow,
  FAILED_THERE,
  isOutOfReach,
  recordCall,
  recordSending,
  type SentBetween,
  sentBetween,
  startGeneration,
} from './call-record'
import { type Refusal, RefusedForNow } from './refused-for-now'
import { stripeClient } from './stripe-client'

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
  | ({ kind: 'refused'; id: string | undefined } & Refusal)

/**
 * Asks Stripe for an effect, at most once whatever happens between: the call is on record before it is sent, the SDK
 * repeats it with its key when the network fails, and what came of it is recorded and given again. Where the key can no
 * longer protect it (Stripe has forgotten it, or keeps answering it with a failure of its own) Stripe is asked whether the
 * effect exists before it is sent under a new one. Never call it in a transaction.
 * @throws AppError `provider_unavailable` if nobody can tell yet what came of it: call it again later.
 * @throws RefusedForNow if nothing came of it, and Stripe does not take it as things stand.
 */
export async function callProvider<T extends { id: string }>(
  db: Database,
  call: ProviderCall<T>,
): Promise<ProviderOutcome<T>> {
  const known = await recordCall(db, call)
  if (known.status !== 'open') return recordedOutcome(known)
  if (isOutOfReach(known)) {
    const found = await lookFor(db, call, known)
    if (found) return found
    await startGeneration(db, known)
  }
  const sent = await recordSending(db, call.key)
  const idempotencyKey = sent.generation === 1 ? call.key : `${call.key}-${sent.generation}`
  try {
    return await recordDone(db, call, await call.send(stripeClient(), { idempotencyKey }))
  } catch (error) {
    return recordFailure(db, call, { sent, error })
  }
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

/** That Stripe does not answer this question, for whatever reason, says nothing of the call itself. */
async function lookFor<T extends { id: string }>(
  db: Database,
  call: ProviderCall<T>,
  row: CallRow,
): Promise<ProviderOutcome<T> | undefined> {
  try {
    const found = await call.find(stripeClient(), { sentBetween: sentBetween(row) })
    return found && (await recordDone(db, call, found))
  } catch (error) {
    return leaveOpen(db, call, { error, errorCode: row.errorCode })
  }
}

async function recordDone<T extends { id: string }>(
  db: Database,
  { key }: ProviderCall<T>,
  object: T,
): Promise<ProviderOutcome<T>> {
  if (typeof object.id !== 'string') {
    throw new ForeignAnswer('Stripe answered without what it was asked for')
  }
  await db
    .update(providerCalls)
    .set({
      status: 'done',
      resultId: object.id,
      error: null,
      errorCode: null,
      endedAt: sql`clock_timestamp()`,
    })
    .where(isOpen(key))
  return { kind: 'done', id: object.id, object }
}

async function recordFailure<T extends { id: string }>(
  db: Database,
  call: ProviderCall<T>,
  { sent, error }: { sent: CallRow; error: unknown },
): Promise<ProviderOutcome<T>> {
  const { isFinal = isRefusal } = call
  if (error instanceof Stripe.errors.StripeError && isFinal(error)) return recordRefusal(db, call, error)
  if (!isRefusedForNow(error)) {
    const errorCode = error instanceof Stripe.errors.StripeAPIError ? FAILED_THERE : null
    return leaveOpen(db, call, { error, errorCode })
  }
  // A try before may have made it, and its answer have been lost.
  const found = sent.attempts > 1 ? await lookFor(db, call, sent) : undefined
  if (found) return found
  // Under the same key Stripe would refuse it for a day, whatever is mended.
  if (!(await startGeneration(db, sent, error.message))) throw providerUnavailable(error)
  const { operation, subject } = call
  log.warn({ operation, subject, error }, 'Stripe does not take what it was asked for')
  throw new RefusedForNow(refusalOf(error), error)
}

async function recordRefusal(
  db: Database,
  { key }: { key: string },
  error: Stripe.errors.StripeError,
): Promise<ProviderOutcome<never>> {
  const refusal = refusalOf(error)
  const id = error.payment_intent?.id ?? error.setup_intent?.id
  await db
    .update(providerCalls)
    .set({
      status: 'refused',
      resultId: id,
      errorCode: refusal.code,
      error: refusal.message,
      endedAt: sql`clock_timestamp()`,
    })
    .where(isOpen(key))
  return { kind: 'refused', id, ...refusal }
}

/** A decline without a finer code carries an empty one. */
function refusalOf({ decline_code, code, param, type, message }: Stripe.errors.StripeError): Refusal {
  return { code: decline_code || code || param || type, message }
}

async function leaveOpen(
  db: Database,
  { key, operation, subject }: ProviderCall<{ id: string }>,
  { error, errorCode }: { error: unknown; errorCode: string | null },
): Promise<never> {
  log.warn({ operation, subject, error }, 'Stripe did not do what it was asked for yet')
  const message = error instanceof Error ? error.message : String(error)
  await db.update(providerCalls).set({ error: message, errorCode }).where(isOpen(key))
  throw providerUnavailable(error)
}

function isOpen(key: string) {
  return and(eq(providerCalls.key, key), eq(providerCalls.status, 'open'))
}

/** Of a card or of the parameters; two calls that met (409) have refused nothing. */
function isRefusal(error: Stripe.errors.StripeError): boolean {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors
  return (
    error instanceof StripeCardError ||
    (error instanceof StripeInvalidRequestError && error.statusCode !== 409)
  )
}

/**
 * Stripe's own word that it does not take these parameters. A key that is wrong or may not do this (401, 403), one that
 * was sent with other parameters, an address that nobody knows (404): those say nothing of what was asked for.
 */
function isRefusedForNow(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.rawType === 'invalid_request_error' &&
    error.statusCode === 400 &&
    error.code !== 'livemode_mismatch'
  )
}
