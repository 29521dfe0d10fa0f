import { expect, test } from 'vitest'
import { listAutoTopUps } from '../auto-top-up/auto-top-up'
import { plantPayer, switchOn } from '../automatic/automatic-world.fixture'
import { paymentsWorld } from '../payments-world.fixture'
import { changeRecurringPayment } from '../recurring/change-recurring-payment'
import { createRecurringPayment } from '../recurring/create-recurring-payment'
import { listRecurringPayments } from '../recurring/recurring-payment'
import { stripeClient } from '../stripe/stripe-client'
import type { Card } from './card'
import { removeCard } from './remove-card'
import { syncCard } from './sync-card'

const world = paymentsWorld()
const db = () => world.database.db

const begin = (userId: string) =>
  db().transaction((tx) =>
    createRecurringPayment(tx, {
      userId,
      actor: 'test',
      amountMinor: 50_000n,
      currency: 'RUB',
      description: 'Monthly',
      interval: 'month',
    }),
  )

const change = (userId: string, recurringPaymentId: string, status: 'active' | 'paused') =>
  changeRecurringPayment(db(), { userId, recurringPaymentId, actor: 'test', change: { status } })

/** Does something while a card of its user is being removed: that is begun first, and done last. */
async function whileRemoving({ id, userId }: Card, act: () => Promise<unknown>): Promise<unknown> {
  let acting: Promise<unknown> = Promise.resolve()
  await world.database.owner.begin(async (sql) => {
    await sql`select 1 from stripe_customers where user_id = ${userId} for update`
    // Whoever waits for the lock cannot be done before the removal is; whoever does not wait is.
    acting = act().catch((error: unknown) => error)
    await Promise.race([acting, waitsForLock()])
    await sql`update cards set removed_at = app_now(), is_default = false where id = ${id}`
  })
  return acting
}

async function waitsForLock(): Promise<void> {
  for (;;) {
    const waiting = await world.database.owner`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    if (waiting.length > 0) return
  }
}

test('no wallet tops itself up with a card that is being removed', async () => {
  const { userId, card } = await plantPayer(db())
  expect(await whileRemoving(card, () => switchOn(db(), userId))).toMatchObject({
    code: 'invalid_request',
    field: 'card',
  })
  expect(await listAutoTopUps(db(), { userId })).toEqual([])
})

test('no recurring payment begins with it', async () => {
  const { userId, card } = await plantPayer(db())
  expect(await whileRemoving(card, () => begin(userId))).toMatchObject({ code: 'invalid_request' })
})

test('and none is started again with it', async () => {
  const { userId, card } = await plantPayer(db())
  const { id } = await begin(userId)
  await change(userId, id, 'paused')
  expect(await whileRemoving(card, () => change(userId, id, 'active'))).toMatchObject({ code: 'conflict' })
})

test('whoever comes first, here or at Stripe, no rule is left running on a card that is gone', async () => {
  const removals = [
    (card: Card) => removeCard(db(), { userId: card.userId, cardId: card.id, actor: 'test' }),
    async ({ stripePaymentMethodId }: Card) => {
      await stripeClient().paymentMethods.detach(stripePaymentMethodId)
      await syncCard(db(), stripePaymentMethodId)
    },
  ]
  for (let turn = 0; turn < 12; turn += 1) {
    const { userId, card } = await plantPayer(db())
    const acts = [removals[turn % 2]?.(card), switchOn(db(), userId), begin(userId)]
    for (const { status, reason } of (await Promise.allSettled(acts)) as PromiseRejectedResult[]) {
      if (status === 'rejected') expect(reason).toMatchObject({ code: 'invalid_request' })
    }
    const rules = [
      ...(await listAutoTopUps(db(), { userId })),
      ...(await listRecurringPayments(db(), { userId, limit: 9 })).rows,
    ]
    for (const rule of rules) expect(rule).toMatchObject({ status: 'paused', pauseReason: 'card_removed' })
  }
})
