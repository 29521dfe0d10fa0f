import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { applyPaymentIntent } from './apply-payment-intent'
import { syncDispute } from './disputes/sync-dispute'
import { retrieveRefund } from './refunds/retrieve-refund'
import { syncRefunds } from './refunds/sync-refunds'
import { retrievePaymentIntent } from './retrieve-payment-intent'
import { stripeClient } from './stripe-client'

/** Works off one kind of event: the id of its object is all that is taken from it. */
type Handler = (db: Database, objectId: string) => Promise<void>

/** Who works off which types, by how they begin. */
const HANDLERS: readonly [begin: string, handle: Handler][] = [
  ['payment_intent.', bringPaymentUpToDate],
  ['refund.', bringRefundsUpToDate],
  ['charge.refund.', bringRefundsUpToDate],
  ['charge.refunded', bringRefundsOfChargeUpToDate],
  ['charge.dispute.', bringDisputeUpToDate],
]

/**
 * Does what an event asks for: Stripe is asked how its object stands, so that neither order nor repetition matters.
 * Types that are not ours to act on are simply done.
 * @throws Error if it cannot be worked off now.
 */
export async function handleStripeEvent(
  db: Database,
  event: { type: string; payload: unknown },
): Promise<void> {
  const { data } = event.payload as Stripe.Event
  const { id } = data.object as { id?: unknown }
  for (const [begin, handle] of HANDLERS) {
    if (event.type.startsWith(begin) && typeof id === 'string') await handle(db, id)
  }
}

async function bringPaymentUpToDate(db: Database, intentId: string): Promise<void> {
  const intent = await missingAsNull(retrievePaymentIntent(intentId))
  if (intent) await applyPaymentIntent(db, intent)
}

async function bringRefundsUpToDate(db: Database, stripeRefundId: string): Promise<void> {
  if (!isId(stripeRefundId)) return
  await syncRefundsOf(db, await missingAsNull(retrieveRefund(stripeRefundId)))
}

async function bringRefundsOfChargeUpToDate(db: Database, chargeId: string): Promise<void> {
  if (!isId(chargeId)) return
  await syncRefundsOf(db, await missingAsNull(stripeClient().charges.retrieve(chargeId)))
}

async function syncRefundsOf(db: Database, of: Stripe.Refund | Stripe.Charge | null): Promise<void> {
  const intent = of?.payment_intent
  if (intent) await syncRefunds(db, typeof intent === 'string' ? intent : intent.id)
}

async function bringDisputeUpToDate(db: Database, stripeDisputeId: string): Promise<void> {
  if (isId(stripeDisputeId)) await missingAsNull(syncDispute(db, stripeDisputeId))
}

/** The SDK would take "../charges/ch_1" for a path of its own. */
function isId(text: string): boolean {
  return /^\w+$/.test(text)
}

/** What Stripe does not know (any more) has nothing to tell, now or later. */
async function missingAsNull<T>(question: Promise<T>): Promise<T | null> {
  return question.catch((error: unknown) => {
    const { StripeInvalidRequestError } = Stripe.errors
    if (error instanceof StripeInvalidRequestError && error.code === 'resource_missing') return null
    throw error
  })
}
