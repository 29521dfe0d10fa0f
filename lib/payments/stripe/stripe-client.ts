import Stripe from 'stripe'
import { env } from '@/lib/env'

let client: Stripe | undefined

/**
 * Stripe's API as this installation reaches it: Stripe itself, or whoever speaks its API at `STRIPE_API_BASE`.
 * Each call is tried again on network failures; the SDK sends the same idempotency key each time.
 */
export function stripeClient(): Stripe {
  client ??= makeStripeClient(env().STRIPE_SECRET_KEY, env().STRIPE_API_BASE)
  return client
}

/** Makes a client for a key, and for another host if one is given. */
export function makeStripeClient(secretKey: string, apiBase?: string): Stripe {
  const base = apiBase === undefined ? undefined : new URL(apiBase)
  return new Stripe(secretKey, {
    timeout: 10_000,
    maxNetworkRetries: 2,
    telemetry: false,
    ...(base && {
      host: base.hostname,
      port: base.port || (base.protocol === 'https:' ? '443' : '80'),
      protocol: base.protocol === 'https:' ? 'https' : 'http',
    }),
  })
}
