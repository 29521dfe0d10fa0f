import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { keepStripeEvents, readEvent } from './keep-stripe-events'

/** How far Stripe's clock and ours may differ, in seconds. */
const TOLERANCE_S = 300

/**
 * Takes an event of Stripe into the inbox, once, if its signature holds; it is worked off later.
 * @param raw the body as received, byte for byte, and the `Stripe-Signature` header.
 * @throws AppError `invalid_request` if it is not signed by Stripe for us, its timestamp is too far from now, or what is
 *   signed is no event.
 */
export async function receiveStripeEvent(
  db: Database,
  { rawBody, signature }: { rawBody: string; signature: string | null },
): Promise<void> {
  if (!isSigned(rawBody, signature ?? '')) {
    throw new AppError('invalid_request', 'The signature of this event does not hold.', {
      field: 'Stripe-Signature',
    })
  }
  const event = readEvent(parse(rawBody))
  if (!event) throw new AppError('invalid_request', 'What is signed here is not an event of Stripe.')
  await keepStripeEvents(db, [event])
}

function isSigned(rawBody: string, signature: string): boolean {
  // Stripe's library refuses what is too old; a timestamp from the future would stay valid for as long.
  const signedAt = [...signature.matchAll(/(?:^|,)t=(\d{1,12})(?=,|$)/g)].map((match) => Number(match[1]))
  if (signedAt.length !== 1 || signedAt.some((at) => at > Date.now() / 1000 + TOLERANCE_S)) return false
  // Two secrets, separated by a comma, while one replaces the other.
  return env()
    .STRIPE_WEBHOOK_SECRET.split(',')
    .some((secret) => holds(rawBody, signature, secret.trim()))
}

function holds(rawBody: string, signature: string, secret: string): boolean {
  try {
    return Stripe.webhooks.signature?.verifyHeader(rawBody, signature, secret, TOLERANCE_S) === true
  } catch {
    // Not signed with this secret: the next one decides.
    return false
  }
}

function parse(rawBody: string): unknown {
  try {
    return JSON.parse(rawBody)
  } catch {
    return undefined
  }
}
