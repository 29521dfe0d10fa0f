import { ERROR_STATUS } from '@/lib/errors'
import type { PROBLEM_CODES } from '../problem'
import type { Operation } from './operation'

/** A code a problem can have. */
export type ProblemCode = (typeof PROBLEM_CODES)[number]

const STATUS: Record<ProblemCode, number> = { ...ERROR_STATUS, internal_error: 500 }

/** The refusals that a call can be answered with, by status: its own, and those of what it takes. */
export function errorsOf(operation: Operation, path: string): Map<number, ProblemCode[]> {
  const { scope, query, body, idempotencyKey, errors } = operation
  const codes: ProblemCode[] = [
    ...(query || body || scope !== null || idempotencyKey !== 'none' ? (['invalid_request'] as const) : []),
    // A call that takes no body is sent one all the same, and refused in the same ways.
    ...(body || idempotencyKey !== 'none'
      ? (['invalid_json', 'payload_too_large', 'unsupported_media_type'] as const)
      : []),
    // An operator may name a user who does not exist.
    ...(scope !== null ? (['unauthenticated', 'forbidden', 'not_found'] as const) : []),
    ...(path.includes('{') ? (['not_found'] as const) : []),
    ...(idempotencyKey === 'none' ? [] : (['idempotency_in_flight', 'idempotency_mismatch'] as const)),
    ...errors,
    'rate_limited',
    'internal_error',
    'unavailable',
  ]
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...new Set(codes)].sort((a, b) => STATUS[a] - STATUS[b])) {
    byStatus.set(STATUS[code], [...(byStatus.get(STATUS[code]) ?? []), code])
  }
  return byStatus
}
