import type { AppError } from '../errors'
import { toProblem } from './problem'

/** What JSON can say. Amounts are strings, instants ISO texts. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** What a handler answers, rendered: so that it can be stored beside an Idempotency-Key and given again as it was. */
export type Answer = {
  status: number
  /** JSON text. */
  body: string
  /** What is stored beside an Idempotency-Key instead of the body, where that shows a secret: this one time only. */
  keptBody?: string
  /** Headers beyond the usual ones. They are not stored. */
  headers?: Record<string, string>
}

/** An answer with a JSON body. */
export function answer(status: number, body: Json): Answer {
  return { status, body: JSON.stringify(body) }
}

/** An answer that shows a secret once: asked for again with the same Idempotency-Key, it comes without. */
export function secretAnswer(
  status: number,
  body: { [key: string]: Json },
  secret: { [key: string]: string },
): Answer {
  return { status, body: JSON.stringify({ ...body, ...secret }), keptBody: JSON.stringify(body) }
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
