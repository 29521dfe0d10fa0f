/**
 * Every refusal the domain can give, with the HTTP status it becomes. Codes are part of the public API:
 * integrators branch on them, so a code is never renamed or reused.
 */
export const ERROR_STATUS = {
  invalid_request: 400,
  invalid_json: 400,
  invalid_amount: 400,
  invalid_currency: 400,
  amount_too_small: 400,
  amount_too_large: 400,
  daily_limit_exceeded: 400,
  unauthenticated: 401,
  invalid_credentials: 401,
  insufficient_funds: 402,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  idempotency_in_flight: 409,
  email_taken: 409,
  tariff_retired: 409,
  not_refundable: 409,
  payment_not_cancelable: 409,
  hold_not_open: 409,
  payload_too_large: 413,
  unsupported_media_type: 415,
  idempotency_mismatch: 422,
  rate_limited: 429,
  provider_unavailable: 502,
  unavailable: 503,
} as const

/** A stable, public error code. */
export type ErrorCode = keyof typeof ERROR_STATUS

/** What an error may add to its sentence. */
export type ErrorDetails = {
  /** The input field at fault, as the caller spells it (`value`, `metadata.order`). */
  field?: string
  /** Further public members of the answer, such as `available`. */
  extra?: Record<string, string | number | boolean | null>
  /** Seconds after which trying again makes sense (`Retry-After`). */
  retryAfterSeconds?: number
  cause?: unknown
}

/** A refusal meant for the caller: its message is public, so it never carries a secret or a stack. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly status: number
  readonly field: string | undefined
  readonly extra: ErrorDetails['extra']
  readonly retryAfterSeconds: number | undefined

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.status = ERROR_STATUS[code]
    this.field = details.field
    this.extra = details.extra
    this.retryAfterSeconds = details.retryAfterSeconds
  }
}

/** Stops on a state that cannot be: a bug of ours, never the caller's fault. */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`BUG: ${message}`)
}
