import type Stripe from 'stripe'

type ErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error'

/** What Stripe puts under `error` in an answer that failed. */
export interface ErrorBody {
  type: ErrorType
  message: string
  code?: string
  decline_code?: string
  param?: string
  charge?: string
  doc_url?: string
  payment_intent?: Stripe.PaymentIntent
  payment_method?: Stripe.PaymentMethod
  setup_intent?: Stripe.SetupIntent
}

/** An answer that is an error, in Stripe's shape and with Stripe's HTTP status. */
export class StripeFailure extends Error {
  readonly status: number
  readonly body: ErrorBody
  /** A declined card is an error and still leaves a failed charge behind: those changes are kept. */
  readonly keepsChanges: boolean

  constructor(status: number, body: ErrorBody, keepsChanges = false) {
    super(body.message)
    this.status = status
    this.keepsChanges = keepsChanges
    this.body = body.code
      ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${body.code.replaceAll('_', '-')}` }
      : body
  }
}

/** A 400 `invalid_request_error`, the commonest refusal. */
export function invalidRequest(message: string, param?: string, code?: string): StripeFailure {
  return new StripeFailure(400, {
    type: 'invalid_request_error',
    message,
    ...(code ? { code } : {}),
    ...(param ? { param } : {}),
  })
}

/**
 * An id that names nothing. Stripe answers 404 when the id is the address itself
 * and 400 when a parameter refers to it.
 */
export function noSuch(what: string, id: string, param: string, status: 400 | 404 = 400): StripeFailure {
  return new StripeFailure(status, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param,
  })
}
