import { afterAll, afterEach, expect, test } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { listAutoTopUps } from '../auto-top-up/auto-top-up'
import { startDueTopUps } from '../auto-top-up/start-due-top-ups'
import { plantCard } from '../cards/saved-card.fixture'
import { collectStripeEvents } from '../inbox/collect-stripe-events'
import { processStripeEvents } from '../inbox/process-stripe-events'
import { paymentsWorld } from '../payments-world.fixture'
import { NOT_ACTIVATED, refuseIntents } from '../refuse-intents.fixture'
import { runAutomaticPayments } from '../run-automatic-payments'
import { stripeClient } from '../stripe/stripe-client'
import {
  balanceOf,
  endLeases,
  hoursLater,
  paymentsOf,
  plantPayer,
  switchOn,
  toldOf,
} from './automatic-world.fixture'

const world = paymentsWorld()
const db = () => world.database.db
let mend: () => void = () => undefined
const ruleOf = async (userId: string) => (await listAutoTopUps(db(), { userId }))[0]

afterEach(() => mend())
afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

/** So many hours later, and nobody works on anything. */
async function runAfter(hours: number): Promise<void> {
  await freezeClock(db(), hoursLater(hours))
  await endLeases(world.database.owner)
  await runAutomaticPayments(db())
}

const hear = async () => {
  await collectStripeEvents(db())
  await processStripeEvents(db())
}

test.each([
  ['before we hear of it', async () => {}, { status: 'failed', stage: 'over' }],
  ['once we have heard of it', hear, { status: 'pending', stage: 'user' }],
])(
  'a customer who was deleted at Stripe, %s: it stands still, and a new card tops up',
  async (_when, before, left) => {
    const { userId, card } = await plantPayer(db())
    await switchOn(db(), userId)
    await startDueTopUps(db())
    await stripeClient().customers.del(card.stripeCustomerId)
    await before()
    await runAutomaticPayments(db())
    await hear()
    expect(await paymentsOf(db(), userId)).toMatchObject([{ ...left, intentId: null }])
    expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'card_removed' })
    expect(await toldOf(db(), userId)).toContain('auto_top_up.disabled')
    await plantCard(db(), userId)
    await switchOn(db(), userId)
    await runAfter(0)
    expect(await balanceOf(db(), userId)).toBe(100_000n)
    expect(await ruleOf(userId)).toMatchObject({ status: 'active' })
  },
)

test('what a setting of Stripe does not allow is tried again, then fails, and the rule says why it stands still', async () => {
  mend = refuseIntents('KZT', NOT_ACTIVATED)
  const { userId } = await plantPayer(db())
  await switchOn(db(), userId, { currency: 'KZT' })
  await runAfter(0)
  expect(await paymentsOf(db(), userId)).toMatchObject([
    { status: 'pending', stage: 'charge', declines: 1, nextAttemptAt: hoursLater(1) },
  ])
  await runAfter(1)
  await runAfter(7)
  await runAfter(8)
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'failed', stage: 'over', intentId: null }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'refused' })
  const failed = 'auto_top_up.failed'
  expect(await toldOf(db(), userId)).toEqual([failed, failed, 'auto_top_up.disabled'])
  // Mended, and on again.
  mend()
  await switchOn(db(), userId, { currency: 'KZT' })
  await runAfter(8)
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'failed' }, { status: 'succeeded' }])
})

test('mended in time it is paid by the next try', async () => {
  mend = refuseIntents('KZT', NOT_ACTIVATED)
  const { userId } = await plantPayer(db())
  await switchOn(db(), userId, { currency: 'KZT' })
  await runAfter(0)
  mend()
  await runAfter(1)
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'succeeded', stage: 'over' }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'active' })
})

test('a changed rule makes room for the next one', async () => {
  mend = refuseIntents('KZT', NOT_ACTIVATED)
  const { userId } = await plantPayer(db())
  await switchOn(db(), userId, { currency: 'KZT' })
  await runAfter(0)
  await switchOn(db(), userId, { currency: 'KZT', amountMinor: 200_000n })
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over' }])
  mend()
  await runAfter(0)
  expect(await paymentsOf(db(), userId)).toMatchObject([{}, { status: 'succeeded', amount: 200_000n }])
})
