import Stripe from 'stripe'
import { env } from '@/lib/env'

/** A webhook call as Stripe makes it. */
export function signed(
  event: unknown,
  { secret = env().STRIPE_WEBHOOK_SECRET, timestamp = Math.floor(Date.now() / 1000) } = {},
) {
  const rawBody = JSON.stringify(event)
  const signature = Stripe.webhooks.generateTestHeaderString({ payload: rawBody, secret, timestamp })
  return { rawBody, signature }
}

/** An event that says an intent was paid. */
export function succeededEvent(intent: Pick<Stripe.PaymentIntent, 'id'>, id = `evt_${crypto.randomUUID()}`) {
  return { id, object: 'event', type: 'payment_intent.succeeded', data: { object: { id: intent.id } } }
}
