import Stripe from 'stripe'
import { vi } from 'vitest'
import { stripeClient } from './stripe/stripe-client'

/** As Stripe refuses what a setting of its dashboard does not allow. */
export const NOT_ACTIVATED = new Stripe.errors.StripeInvalidRequestError({
  type: 'invalid_request_error',
  statusCode: 400,
  message: 'No valid payment method types for this Payment Intent.',
})

/** As Stripe refuses a key that may not do this. */
export const NOT_PERMITTED = new Stripe.errors.StripePermissionError({
  type: 'invalid_request_error',
  statusCode: 403,
  message: 'The provided key does not have the required permissions.',
})

/** From now on Stripe makes no intent in a currency. @returns what mends it. */
export function refuseIntents(currency: string, error: Error): () => void {
  const { paymentIntents } = stripeClient()
  const create = paymentIntents.create.bind(paymentIntents)
  const spy = vi
    .spyOn(paymentIntents, 'create')
    .mockImplementation((params, options) =>
      params.currency === currency.toLowerCase() ? Promise.reject(error) : create(params, options),
    )
  return () => spy.mockRestore()
}
