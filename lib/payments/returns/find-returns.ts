import { inArray } from 'drizzle-orm'
import Stripe from 'stripe'
import type { Database } from '@/db/client'
import { disputes, payments, refunds } from '@/db/schema'
import { log } from '@/lib/log'
import { applyDispute, readWallClock } from '../disputes/sync-dispute'
import { syncRefunds } from '../refunds/sync-refunds'
import { stripeClient } from '../stripe/stripe-client'

const DAY_S = 86_400

/** So many of either kind are looked through in one go. */
const MOST = 10_000

/**
 * Asks Stripe for the refunds and disputes of the last days and books what we have not heard of, or not as it now stands:
 * for events that were lost, and for those made while we were away.
 * @returns how many were news.
 */
export async function findReturns(db: Database, { days }: { days: number }): Promise<number> {
  const since = Math.floor(Date.now() / 1000) - days * DAY_S
  return (
    (await whenReachable(() => findRefunds(db, since))) + (await whenReachable(() => findDisputes(db, since)))
  )
}

/** While Stripe is away there is no news; the next turn asks for the same days again. */
async function whenReachable(find: () => Promise<number>): Promise<number> {
  try {
    return await find()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    log.warn({ error }, 'Stripe could not be asked for what went back')
    return 0
  }
}

async function findRefunds(db: Database, since: number): Promise<number> {
  const made = await stripeClient()
    .refunds.list({ created: { gte: since }, limit: 100 })
    .autoPagingToArray({ limit: MOST })
  const known = await knownStates(db, made, 'refund')
  const intents = await ourIntents(
    db,
    made.filter((one) => known.get(one.id) !== one.status),
  )
  for (const intentId of intents) await attempt({ intentId }, () => syncRefunds(db, intentId))
  return intents.size
}

async function findDisputes(db: Database, since: number): Promise<number> {
  const askedAt = await readWallClock(db)
  const made = await stripeClient()
    .disputes.list({ created: { gte: since }, limit: 100 })
    .autoPagingToArray({ limit: MOST })
  const known = await knownStates(db, made, 'dispute')
  const changed = made.filter((one) => known.get(one.id) !== one.status)
  const ours = await ourIntents(db, changed)
  const news = changed.filter((one) => ours.has(intentOf(one)))
  for (const dispute of news)
    await attempt({ stripeDisputeId: dispute.id }, () => applyDispute(db, { dispute, askedAt }))
  return news.length
}

/** How we last heard that they stand, by Stripe's ids. */
async function knownStates(
  db: Database,
  made: readonly { id: string }[],
  kind: 'refund' | 'dispute',
): Promise<Map<string, string | null>> {
  const ids = made.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const rows =
    kind === 'refund'
      ? await db
          .select({ id: refunds.stripeRefundId, status: refunds.stripeStatus })
          .from(refunds)
          .where(inArray(refunds.stripeRefundId, ids))
      : await db
          .select({ id: disputes.stripeDisputeId, status: disputes.status })
          .from(disputes)
          .where(inArray(disputes.stripeDisputeId, ids))
  return new Map(rows.map(({ id, status }) => [id ?? '', status]))
}

/** Those intents that are of payments of ours: others may use the same account of Stripe. */
async function ourIntents(db: Database, of: readonly OfIntent[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: payments.stripePaymentIntentId })
    .from(payments)
    .where(inArray(payments.stripePaymentIntentId, of.map(intentOf)))
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

type OfIntent = { payment_intent: string | Stripe.PaymentIntent | null }

function intentOf({ payment_intent: intent }: OfIntent): string {
  return typeof intent === 'string' ? intent : (intent?.id ?? '')
}

/** One that cannot be booked now keeps no other from it. */
async function attempt(what: Record<string, string>, book: () => Promise<void>): Promise<void> {
  try {
    await book()
  } catch (error) {
    log.warn({ ...what, error }, 'what went back of a payment could not be booked yet')
  }
}
