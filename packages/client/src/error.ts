import type { Problem } from './schema.js'

/** What a call can fail with: the API's own codes, and three for a call that got no answer of the API. */
export type HourglassErrorCode = Problem['code'] | 'network_error' | 'timeout' | 'unexpected_answer'

/** A call that was refused, or that failed after all its retries. Branch on `code`. */
export class HourglassError extends Error {
  override readonly name = 'HourglassError'
  readonly code: HourglassErrorCode
  /** The HTTP status; undefined if there was no answer. */
  readonly status: number | undefined
  /** A sentence for people. It may change. */
  readonly detail: string
  /** The input field at fault, as it was spelled: `metadata.order`. */
  readonly field: string | undefined
  /** Quote it if you ask the operator about the error. */
  readonly requestId: string | undefined
  /** The whole answer, with what this error adds to it, such as `available` of `insufficient_funds`. */
  readonly problem: Problem | undefined
  /** How long the server asks to wait. */
  readonly retryAfterMs: number | undefined

  constructor(fields: {
    code: HourglassErrorCode
    detail: string
    status?: number | undefined
    requestId?: string | undefined
    problem?: Problem | undefined
    retryAfterMs?: number | undefined
    cause?: unknown
  }) {
    super(
      `${fields.detail} (${fields.code})`,
      fields.cause === undefined ? undefined : { cause: fields.cause },
    )
    this.code = fields.code
    this.status = fields.status
    this.detail = fields.detail
    this.field = fields.problem?.field
    this.requestId = fields.requestId
    this.problem = fields.problem
    this.retryAfterMs = fields.retryAfterMs
  }
}

/** Reads what was refused. Something between the API and us may have answered in its stead. */
export async function errorOf(response: Response): Promise<HourglassError> {
  const { status, headers } = response
  const text = await response.text()
  const problem = headers.get('content-type')?.startsWith('application/problem+json')
    ? parse(text)
    : undefined
  return new HourglassError({
    code: problem?.code ?? 'unexpected_answer',
    detail: problem?.detail ?? `The server answered with status ${status}, and not as the API does.`,
    status,
    requestId: problem?.request_id ?? headers.get('x-request-id') ?? undefined,
    problem,
    retryAfterMs: readRetryAfter(headers.get('retry-after')),
  })
}

function parse(text: string): Problem | undefined {
  try {
    const read = JSON.parse(text) as Problem
    return typeof read?.code === 'string' ? read : undefined
  } catch {
    return undefined
  }
}

/** `Retry-After` in milliseconds: seconds, or a date. */
function readRetryAfter(text: string | null): number | undefined {
  if (text === null) return undefined
  if (/^\d+$/.test(text)) return Number(text) * 1000
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
