import { asc, eq } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Database } from '@/db/client'
import { automaticPayments, outbox, payments } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { readBalances } from '@/lib/ledger/wallets/read-balances'
import type { EventType } from '@/lib/outbox/event'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import { plantTariff, plantWallet } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { type SaveAutoTopUp, saveAutoTopUp } from '../auto-top-up/save-auto-top-up'
import { plantCard } from '../cards/saved-card.fixture'
import { stripeClient } from '../stripe/stripe-client'

/** The instant at which the domain's clock of these tests stands first. */
export const MARCH = new Date('2026-03-10T12:00:00.000Z')

/** So many hours after it. */
export const hoursLater = (hours: number) => new Date(MARCH.getTime() + hours * 3_600_000)

/** A user with a wallet and a saved card. */
export async function plantPayer(
  db: Database,
  { card = 'pm_card_visa', balanceMinor = 0n }: { card?: string; balanceMinor?: bigint } = {},
) {
  await freezeClock(db, MARCH)
  const wallet = await plantWallet(db, { balanceMinor, asOf: MARCH })
  return { ...wallet, card: await plantCard(db, wallet.userId, card) }
}

/** Lets a user's roubles top themselves up: by 1000.00 below 200.00, with the default card. */
export function switchOn(db: Database, userId: string, wish: Partial<SaveAutoTopUp> = {}) {
  return saveAutoTopUp(db, {
    userId,
    actor: `user:${userId}`,
    currency: 'RUB',
    thresholdMinor: 20_000n,
    amountMinor: 100_000n,
    monthlyCapMinor: null,
    description: 'Automatic top-up',
    enabled: true,
    ...wish,
  })
}

/** Something that runs and costs 100.00 an hour. */
export async function plantUsage(db: Database, userId: string, asOf = MARCH): Promise<void> {
  const tariffId = await plantTariff(db, { hourlyRateMicros: 10_000_000_000n })
  await db.transaction((tx) => startSubscription(tx, { userId, tariffId, quantity: 1, name: '', asOf }))
}

/** All payments of a user, oldest first, with how they are got. */
export async function paymentsOf(db: Database, userId: string) {
  return db
    .select({
      id: payments.id,
      status: payments.status,
      amount: payments.amount,
      intentId: payments.stripePaymentIntentId,
      stage: automaticPayments.stage,
      declines: automaticPayments.declines,
      nextAttemptAt: automaticPayments.nextAttemptAt,
      dueAt: automaticPayments.dueAt,
      skipped: automaticPayments.skippedPeriods,
    })
    .from(payments)
    .leftJoin(automaticPayments, eq(automaticPayments.paymentId, payments.id))
    .where(eq(payments.userId, userId))
    .orderBy(asc(payments.id))
}

/** What is on a user's only balance. */
export async function balanceOf(db: Database, userId: string, asOf = MARCH): Promise<bigint> {
  const [wallet] = await readBalances(db, { userId, asOf })
  return wallet?.balanceMinor ?? -1n
}

/** What a user was told of these payments, oldest first, each as it is described. */
export async function toldOf(db: Database, userId: string): Promise<string[]> {
  const rows = await db
    .select({ type: outbox.type, data: outbox.data })
    .from(outbox)
    .where(eq(outbox.userId, userId))
    .orderBy(asc(outbox.id))
  const told = rows.filter(({ type }) => /^(auto_top_up|recurring_payment)\./.test(type))
  for (const { type, data } of told) expect(EVENT_DATA[type as EventType].parse(data)).toEqual(data)
  return told.map(({ type }) => type)
}

/** How much Stripe has taken from a user's cards, in all, and in how many charges. */
export async function takenFrom(customer: string): Promise<{ count: number; sum: number }> {
  const intents = await stripeClient().paymentIntents.list({ customer, limit: 100 })
  const paid = intents.data.filter(({ status }) => status === 'succeeded')
  expect(intents.has_more).toBe(false)
  return { count: paid.length, sum: paid.reduce((sum, intent) => sum + intent.amount_received, 0) }
}

/** As if whoever worked on them had been gone for long enough. */
export async function endLeases(owner: (text: TemplateStringsArray) => Promise<unknown>): Promise<void> {
  await owner`update automatic_payments set leased_until = null`
}
