import Stripe from 'stripe'

/**
 * Whether an error says that Stripe serves nobody just now: not reached, failing at its side, or asked too often. Then
 * going on with the rest would only take longer. Anything else is about the one thing that was asked for.
 */
export function isStripeAway(error: unknown): boolean {
  const { StripeConnectionError, StripeRateLimitError, StripeAPIError } = Stripe.errors
  if (error instanceof StripeConnectionError || error instanceof StripeRateLimitError) return true
  if (error instanceof StripeAPIError) return (error.statusCode ?? 500) >= 500
  return error instanceof Error && error.cause !== undefined && isStripeAway(error.cause)
}
