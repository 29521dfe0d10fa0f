import Stripe from 'stripe'
import { env } from '@/lib/env'

/** A webhook call as Stripe makes it. */
export function signed(event: unknown, options: SigningOptions = {}) {
  return signedText(JSON.stringify(event), options)
}

type SigningOptions = { secret?: string; timestamp?: number }

/** The same for a body that may be no event. */
export function signedText(
  rawBody: string,
  {
    secret = env().STRIPE_WEBHOOK_SECRET.split(',', 1)[0] ?? '',
    timestamp = Math.floor(Date.now() / 1000),
  }: SigningOptions = {},
) {
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp })
  return { rawBody, signature }
}

/** An event that says an intent was paid. */
export function succeededEvent(intent: Pick<Stripe.PaymentIntent, 'id'>, id = `evt_${crypto.randomUUID()}`) {
  return { id, object: 'event', type: 'payment_intent.succeeded', data: { object: { id: intent.id } } }
}
