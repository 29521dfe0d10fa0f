import type { AppError } from '../errors'
import { toProblem } from './problem'

/** What JSON can say. Amounts are strings, instants ISO texts. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What a handler answers, rendered: so that it can be stored beside an Idempotency-Key and given again as it was. */
export type Answer = {
  status: number
  /** JSON text. */
  body: string
  /** What is kept beside an Idempotency-Key in place of a body with a secret in it, and given again. */
  keptBody?: string
  /** Headers beyond the usual ones. They are not stored. */
  headers?: Record<string, string>
}

/** An answer with a JSON body. */
export function answer(status: number, body: Json): Answer {
  return { status, body: JSON.stringify(body) }
}

/** An answer with a secret in it, which is said this once: what is kept, and answered to a retry, has null in its place. */
export function answerOnce(status: number, body: { [key: string]: Json }, secretField: string): Answer {
  return {
    status,
    body: JSON.stringify(body),
    keptBody: JSON.stringify({ ...body, [secretField]: null }),
  }
}

/** A refusal that is itself a result: it is stored and given again, and what was written on the way stays. */
export function refusal(error: AppError, requestId: string): Answer {
  return { status: error.status, body: JSON.stringify(toProblem(error, requestId)) }
}

/** An answer that was given before to the same Idempotency-Key, marked as such. */
export function replayed(given: Answer): Answer {
  return { ...given, headers: { ...given.headers, 'Idempotent-Replayed': 'true' } }
}

/** An answer on the wire. */
export function toResponse({ status, body, headers }: Answer): Response {
  const type = status >= 400 ? 'application/problem+json' : 'application/json'
  return new Response(body, { status, headers: { 'Content-Type': type, ...headers } })
}
