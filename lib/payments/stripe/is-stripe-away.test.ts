import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { AppError } from '@/lib/errors'
import { isStripeAway } from './is-stripe-away'

/** As the SDK makes it from an answer. */
const answered = (statusCode: number, type = 'api_error') =>
  Stripe.errors.StripeError.generate({ type, statusCode, message: 'x' } as never)
const wrapped = (cause: unknown) => new AppError('provider_unavailable', 'later', { cause })

test.each([
  ['a broken connection', new Stripe.errors.StripeConnectionError({ message: 'x' } as never)],
  ['500', answered(500)],
  ['503', answered(503)],
  ['429', answered(429, 'invalid_request_error')],
  ['503, told on', wrapped(wrapped(answered(503)))],
])('%s: Stripe is away', (_what, error) => {
  expect(isStripeAway(error)).toBe(true)
})

test.each([
  ['400', answered(400, 'invalid_request_error')],
  ['401', answered(401, 'invalid_request_error')],
  ['402', answered(402, 'card_error')],
  ['403', answered(403, 'invalid_request_error')],
  ['404', answered(404, 'invalid_request_error')],
  ['409', answered(409, 'invalid_request_error')],
  ['a key used otherwise', answered(400, 'idempotency_error')],
  ['400, told on', wrapped(answered(400, 'invalid_request_error'))],
  ['a fault of our own', new Error('x')],
  ['nothing', undefined],
])('%s: it is not', (_what, error) => {
  expect(isStripeAway(error)).toBe(false)
})
