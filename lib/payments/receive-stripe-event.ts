import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { stripeEvents } from '@/db/schema'
import { env } from '@/lib/env'
import { AppError } from '../errors'

/** How far Stripe's clock and ours may differ, in seconds. */
const TOLERANCE_S = 300

/**
 * Takes an event of Stripe into the inbox, once, if its signature holds; it is worked off later.
 * @param raw the body as received, byte for byte, and the `Stripe-Signature` header.
 * @throws AppError `invalid_request` if it is not signed by Stripe for us, or its timestamp is too far from now.
 */
export async function receiveStripeEvent(
  db: Database,
  { rawBody, signature }: { rawBody: string; signature: string | null },
): Promise<void> {
  const event = verifyEvent(rawBody, signature ?? '')
  await db
    .insert(stripeEvents)
    .values({ id: event.id, type: event.type, payload: event })
    .onConflictDoNothing({ target: stripeEvents.id })
}

function verifyEvent(rawBody: string, signature: string): Stripe.Event {
  // Stripe's library refuses what is too old; a timestamp from the future would stay valid for as long.
  const signedAt = Number(/(?:^|,)t=(\d{1,12})(?:,|$)/.exec(signature)?.[1] ?? Number.NaN)
  if (!(signedAt <= Date.now() / 1000 + TOLERANCE_S)) throw refused()
  // Two secrets, separated by a comma, while one replaces the other.
  for (const secret of env().STRIPE_WEBHOOK_SECRET.split(',')) {
    try {
      const event = Stripe.webhooks.constructEvent(rawBody, signature, secret.trim(), TOLERANCE_S)
      if (typeof event.id === 'string' && typeof event.type === 'string') return event
    } catch {
      // Not signed with this secret: the next one decides.
    }
  }
  throw refused()
}

function refused(): AppError {
  return new AppError('invalid_request', 'The signature of this event does not hold.', {
    field: 'Stripe-Signature',
  })
}
