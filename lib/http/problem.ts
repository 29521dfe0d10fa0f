import { z } from 'zod'
import { type AppError, ERROR_STATUS, type ErrorCode } from '../errors'

/** Every code a problem can have. `internal_error` is the one that no `AppError` carries. */
export const PROBLEM_CODES = [...(Object.keys(ERROR_STATUS) as ErrorCode[]), 'internal_error'] as const

/** An error as the API answers it (RFC 9457). Members beyond these come from the error itself, such as `available`. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.enum(PROBLEM_CODES).describe('What to branch on. A code is never renamed or reused.'),
    detail: z.string().describe('A sentence for people. It may change.'),
    field: z.string().optional().describe('The input field at fault, as it was spelled: `metadata.order`.'),
    request_id: z.string().describe('Quote it if you ask us about the error; also in `X-Request-Id`.'),
  })
  .meta({ id: 'Problem', description: 'An error (RFC 9457).' })

/** An error as the API answers it. */
export type Problem = z.infer<typeof problemSchema>

/** The status of what went wrong on our side. */
const INTERNAL_STATUS = 500

/** A refusal of the domain as its public answer. */
export function toProblem(error: AppError, requestId: string): Problem {
  return {
    ...error.extra,
    type: 'about:blank',
    title: titleOf(error.code),
    status: error.status,
    code: error.code,
    detail: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    request_id: requestId,
  }
}

/** What the caller learns of a fault of ours: that there was one, and under which id it is in the log. */
export function internalProblem(requestId: string): Problem {
  return {
    type: 'about:blank',
    title: 'Internal error',
    status: INTERNAL_STATUS,
    code: 'internal_error',
    detail: 'Something failed on our side. Quote the request id if you ask us about it.',
    request_id: requestId,
  }
}

/** `insufficient_funds` as people read it. */
function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
