import type { AppError, ErrorCode } from '../errors'

/** An error as the API answers it (RFC 9457). Members beyond these come from the error itself, such as `available`. */
export type Problem = {
  type: string
  title: string
  status: number
  /** What integrators branch on; never changes. */
  code: ErrorCode | 'internal_error'
  detail: string
  /** The input field at fault, as the caller spells it. */
  field?: string
  request_id: string
  [extra: string]: string | number | boolean | null | undefined
}

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
