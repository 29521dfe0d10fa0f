import type { StripeAccess } from '@/components/checkout/load-stripe-js'
import { env } from '@/lib/env'

/** How the browser reaches Stripe, or what stands in for it. */
export function stripeAccess(): StripeAccess {
  const { STRIPE_API_BASE, STRIPE_PUBLISHABLE_KEY } = env()
  return {
    publishableKey: STRIPE_PUBLISHABLE_KEY,
    ...(STRIPE_API_BASE && { scriptUrl: new URL('/v3/stripe.js', STRIPE_API_BASE).href }),
  }
}
