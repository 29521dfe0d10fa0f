import { AppError, type ErrorCode } from '@/lib/errors'

/** What Stripe said of a call that it does not take. */
export type Refusal = { code: string; message: string }

/**
 * Stripe does not take a call as things stand, and has made nothing of it, now or in a try before: so it may be given up
 * here alone. What is wrong (a setting of the dashboard, a customer who is gone) may be mended; then it is taken.
 */
export class RefusedForNow extends AppError {
  constructor(
    readonly refusal: Refusal,
    cause?: unknown,
    told: { code: ErrorCode; message: string; field?: string } = {
      code: 'provider_unavailable',
      message: 'The card processor does not take this as things stand.',
    },
  ) {
    const { code, message, field } = told
    super(code, message, { cause, ...(field === undefined ? { retryAfterSeconds: 15 } : { field }) })
  }
}
