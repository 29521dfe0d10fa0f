import type Stripe from 'stripe'

/** What a payment was paid with, as Stripe names it; never more of a number than its last four digits. */
export type PaymentMethod = {
  /** Such as `card`. */
  type: string
  /** Such as `visa`; null for what has no brand. */
  brand: string | null
  last4: string | null
}

/** What Stripe says an intent was paid with; null where its charge was not asked for, or names no method. */
export function methodOf(intent: Pick<Stripe.PaymentIntent, 'latest_charge'>): PaymentMethod | null {
  const charge = intent.latest_charge
  const details = typeof charge === 'string' ? null : charge?.payment_method_details
  if (!details?.type) return null
  // Each type has a member of its own name; which of them has digits to show is for Stripe to say.
  const own = (details as unknown as Record<string, unknown>)[details.type]
  const { brand, last4 } = (own ?? {}) as { brand?: unknown; last4?: unknown }
  return { type: details.type, brand: textOrNull(brand), last4: textOrNull(last4) }
}

const textOrNull = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)
