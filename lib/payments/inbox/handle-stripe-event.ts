import Stripe from 'stripe'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { env } from '@/lib/env'
import { log } from '@/lib/log'
import { applyPaymentIntent } from '../apply-payment-intent'
import { forgetDeletedCustomer } from '../cards/forget-customer'
import { syncCard } from '../cards/sync-card'
import { applySetupIntent, retrieveSetupIntent } from '../cards/sync-card-setup'
import { syncDispute } from '../disputes/sync-dispute'
import { retrieveRefund } from '../refunds/retrieve-refund'
import { syncRefunds } from '../refunds/sync-refunds'
import { retrievePaymentIntent } from '../stripe/retrieve-payment-intent'
import { stripeClient } from '../stripe/stripe-client'

/** Works off one kind of event: the id of its object is all that is taken from it. */
type Handler = (db: Database, objectId: string) => Promise<void>

/** Who works off which types, by how they begin. */
const HANDLERS: readonly [begin: string, handle: Handler][] = [
  ['payment_intent.', bringPaymentUpToDate],
  ['refund.', bringRefundsUpToDate],
  ['charge.refund.', bringRefundsUpToDate],
  ['charge.refunded', bringRefundsOfChargeUpToDate],
  ['charge.dispute.', bringDisputeUpToDate],
  ['setup_intent.', bringCardSetupUpToDate],
  ['payment_method.', bringCardUpToDate],
  ['customer.deleted', bringCustomerUpToDate],
]

/** All that is taken from an event; whatever else it says, or lacks, is no matter. */
const eventSchema = z.object({
  livemode: z.boolean().optional().catch(undefined),
  // The SDK would take "../refunds/re_1" for a path of its own.
  data: z.object({ object: z.object({ id: z.string().regex(/^\w{1,255}$/) }) }),
})

/** Whether events of this type have anything to say to us. */
export function isHandled(type: string): boolean {
  return HANDLERS.some(([begin]) => type.startsWith(begin))
}

/**
 * Does what an event asks for: Stripe is asked how its object stands, so that neither order nor repetition matters.
 * What is not ours to act on is simply done: other types, events of the other mode (live or test), and those
 * that name no object.
 * @throws Error if it cannot be worked off now.
 */
export async function handleStripeEvent(
  db: Database,
  event: { id: string; type: string; payload: unknown },
): Promise<void> {
  if (!isHandled(event.type)) return
  const parsed = eventSchema.safeParse(event.payload)
  if (!parsed.success) {
    log.warn(
      { eventId: event.id, type: event.type },
      'an event of Stripe names no object and changes nothing',
    )
    return
  }
  const { livemode, data } = parsed.data
  if (livemode !== undefined && livemode !== isLive()) {
    log.warn({ eventId: event.id, livemode }, 'an event of the other mode of Stripe changes nothing')
    return
  }
  for (const [begin, handle] of HANDLERS) {
    if (event.type.startsWith(begin)) await handle(db, data.object.id)
  }
}

function isLive(): boolean {
  return /^(sk|rk)_live_/.test(env().STRIPE_SECRET_KEY)
}

async function bringPaymentUpToDate(db: Database, intentId: string): Promise<void> {
  const intent = await missingAsNull(retrievePaymentIntent(intentId))
  if (intent) await applyPaymentIntent(db, intent)
}

async function bringRefundsUpToDate(db: Database, stripeRefundId: string): Promise<void> {
  await syncRefundsOf(db, await missingAsNull(retrieveRefund(stripeRefundId)))
}

async function bringRefundsOfChargeUpToDate(db: Database, chargeId: string): Promise<void> {
  await syncRefundsOf(db, await missingAsNull(stripeClient().charges.retrieve(chargeId)))
}

async function syncRefundsOf(db: Database, of: Stripe.Refund | Stripe.Charge | null): Promise<void> {
  const intent = of?.payment_intent
  if (intent) await syncRefunds(db, typeof intent === 'string' ? intent : intent.id)
}

async function bringDisputeUpToDate(db: Database, stripeDisputeId: string): Promise<void> {
  await missingAsNull(syncDispute(db, stripeDisputeId))
}

async function bringCardSetupUpToDate(db: Database, intentId: string): Promise<void> {
  const intent = await missingAsNull(retrieveSetupIntent(intentId))
  if (intent) await applySetupIntent(db, intent)
}

async function bringCardUpToDate(db: Database, paymentMethodId: string): Promise<void> {
  await syncCard(db, paymentMethodId)
}

async function bringCustomerUpToDate(db: Database, customerId: string): Promise<void> {
  await missingAsNull(forgetDeletedCustomer(db, customerId))
}

/** What Stripe does not know (any more) has nothing to tell, now or later. */
async function missingAsNull<T>(question: Promise<T>): Promise<T | null> {
  return question.catch((error: unknown) => {
    const { StripeInvalidRequestError } = Stripe.errors
    if (error instanceof StripeInvalidRequestError && error.code === 'resource_missing') return null
    throw error
  })
}
