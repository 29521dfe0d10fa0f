import type { Database } from '@/db/client'
import { payments } from '@/db/schema'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { assert } from '@/lib/errors'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { openWallet } from '@/lib/ledger/wallets/wallet'
import { parseAmount } from '@/lib/money'
import { HOUR_MS } from '@/lib/time'
import type { DemoTariffKey } from './tariffs'

/** Something a user of the demo did, so many hours after its history began. Amounts are major units. */
export type HistoryEvent = { hour: number; email: string } & (
  | { topUp: string; currency: string; description: string }
  | { charge: string; currency: string; description: string }
  | { start: DemoTariffKey; quantity: number; name: string }
)

/** What happened in the demo so far. */
export type History = readonly HistoryEvent[]

type Stage = { begin: Date; userIds: Map<string, string>; tariffIds: Map<DemoTariffKey, string> }

/** Makes events of the history happen at their instants, in the order given. */
export async function playHistory(tx: Database, events: History, stage: Stage): Promise<void> {
  for (const event of events) {
    const userId = stage.userIds.get(event.email)
    assert(userId, `${event.email} is one of the demo's people`)
    await play(tx, event, userId, new Date(stage.begin.getTime() + Math.round(event.hour * HOUR_MS)), stage)
  }
}

async function play(
  tx: Database,
  event: HistoryEvent,
  userId: string,
  asOf: Date,
  stage: Stage,
): Promise<void> {
  const actor = `user:${userId}`
  if ('start' in event) {
    const tariffId = stage.tariffIds.get(event.start) ?? ''
    const { quantity, name } = event
    const result = await startSubscription(tx, { userId, tariffId, quantity, name, asOf })
    assert(result.ok, "the demo's people can pay for what they start")
    return
  }
  const { currency, description } = event
  if ('charge' in event) {
    const amountMinor = parseAmount(event.charge, currency)
    const result = await chargeWallet(tx, { userId, currency, amountMinor, reason: description, asOf, actor })
    assert(result.ok, "the demo's people can pay for what they buy")
    return
  }
  await topUp(tx, { userId, currency, description, amountMinor: parseAmount(event.topUp, currency), asOf })
}

/** A payment of the past: recorded as paid, since no card processor remembers it. */
async function topUp(
  tx: Database,
  paid: { userId: string; currency: string; description: string; amountMinor: bigint; asOf: Date },
): Promise<void> {
  const { userId, currency, description, amountMinor, asOf } = paid
  const walletId = await openWallet(tx, { userId, currency, asOf })
  const [payment] = await tx
    .insert(payments)
    .values({
      userId,
      walletId,
      amount: amountMinor,
      currency,
      description,
      status: 'succeeded',
      paidAt: asOf,
      createdAt: asOf,
    })
    .returning({ id: payments.id })
  assert(payment, 'an inserted payment has an id')
  await creditWallet(tx, {
    walletId,
    type: 'top_up',
    amountMinor,
    reason: description,
    asOf,
    actor: 'stripe',
    paymentId: payment.id,
    idempotencyKey: `payment:${payment.id}:credit`,
  })
}
