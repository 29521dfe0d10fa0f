import { afterAll, expect, test } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { control } from '@/sandbox/stripe/test-sandbox'
import {
  balanceOf,
  endLeases,
  hoursLater,
  MARCH,
  paymentsOf,
  plantPayer,
  plantUsage,
  switchOn,
  takenFrom,
  toldOf,
} from '../automatic/automatic-world.fixture'
import { removeCard } from '../cards/remove-card'
import { authenticate, plantCard } from '../cards/saved-card.fixture'
import { expirePayments } from '../expire-payments'
import { openCheckout } from '../open-checkout'
import { paymentsWorld } from '../payments-world.fixture'
import { runAutomaticPayments } from '../run-automatic-payments'
import { stripeClient } from '../stripe/stripe-client'
import { listAutoTopUps } from './auto-top-up'
import { endAutoTopUp } from './save-auto-top-up'

const world = paymentsWorld()
const db = () => world.database.db
const ruleOf = async (userId: string) => (await listAutoTopUps(db(), { userId }))[0]

/** What the user does who follows the link. */
async function payByLink(userId: string, paymentId: string, card = 'pm_card_visa'): Promise<void> {
  const { payment, clientSecret } = await openCheckout(db(), { userId, paymentId })
  expect(clientSecret).not.toBeNull()
  const intent = await stripeClient().paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
    payment_method: card,
    return_url: 'http://127.0.0.1:8000/',
  })
  await authenticate(intent)
  await openCheckout(db(), { userId, paymentId })
}

afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

test('tops up once less is available than was said, and not before', async () => {
  const { userId, walletId, card } = await plantPayer(db(), { balanceMinor: 30_000n })
  await plantUsage(db(), userId)
  await switchOn(db(), userId)
  // 100.00 an hour: after one hour exactly the threshold is left, a millisecond later less.
  await freezeClock(db(), hoursLater(1))
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toEqual([])
  await freezeClock(db(), new Date(hoursLater(1).getTime() + 1))
  await runAutomaticPayments(db())
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([
    { status: 'succeeded', amount: 100_000n, stage: 'over', declines: 0 },
  ])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
  expect(await balanceOf(db(), userId)).toBe(130_000n)
  expect(await toldOf(db(), userId)).toEqual(['auto_top_up.succeeded'])
  // Spent again, it tops up again.
  await freezeClock(db(), hoursLater(12))
  await runAutomaticPayments(db())
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 2, sum: 200_000 })
  await topUp(db(), walletId, 1n, hoursLater(12))
})

test('20 runs at once make one payment', async () => {
  const { userId, card } = await plantPayer(db())
  await switchOn(db(), userId)
  await Promise.all(Array.from({ length: 20 }, () => runAutomaticPayments(db())))
  await endLeases(world.database.owner)
  await Promise.all(Array.from({ length: 20 }, () => runAutomaticPayments(db())))
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'succeeded' }])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
  expect(await balanceOf(db(), userId)).toBe(100_000n)
})

test('a declined card is charged again after 1 and 6 hours, and after the third decline in a row no more', async () => {
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  const failedAfter = async (hours: number) => {
    await freezeClock(db(), hoursLater(hours))
    await runAutomaticPayments(db())
    await runAutomaticPayments(db())
    const [payment, ...others] = await paymentsOf(db(), userId)
    expect(others).toEqual([])
    return payment
  }
  expect(await failedAfter(0)).toMatchObject({ declines: 1, nextAttemptAt: hoursLater(1), status: 'pending' })
  expect(await failedAfter(0.99)).toMatchObject({ declines: 1 })
  expect(await failedAfter(1)).toMatchObject({ declines: 2, nextAttemptAt: hoursLater(7) })
  expect(await failedAfter(7)).toMatchObject({ declines: 3, stage: 'user', status: 'pending' })
  const last = await failedAfter(99)
  expect(last).toMatchObject({ declines: 3 })
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'declined' })
  const failed = 'auto_top_up.failed'
  expect(await toldOf(db(), userId)).toEqual([failed, failed, failed, 'auto_top_up.disabled'])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 0, sum: 0 })
  // The link still works; the card that was declined stays out of use.
  await payByLink(userId, last?.id ?? '')
  await runAutomaticPayments(db())
  expect(await balanceOf(db(), userId)).toBe(100_000n)
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused' })
})

test('a card that has money again pays, and the next time nothing is held against it', async () => {
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await control(world.sandbox, `/payment_methods/${card.stripePaymentMethodId}`, { acts_as: 'pm_card_visa' })
  await freezeClock(db(), hoursLater(1))
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'succeeded', declines: 1, stage: 'over' }])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
  expect(await toldOf(db(), userId)).toEqual(['auto_top_up.failed', 'auto_top_up.succeeded'])
})

test.each(['expired_card', 'lost_card'])('a card that is declined as %s is not asked again', async (code) => {
  const name =
    code === 'expired_card' ? 'pm_card_chargeDeclinedExpiredCard' : 'pm_card_visa_chargeDeclinedLostCard'
  const { userId, card } = await plantPayer(db())
  await control(world.sandbox, `/payment_methods/${card.stripePaymentMethodId}`, { acts_as: name })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ declines: 1, stage: 'user', status: 'pending' }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'declined' })
})

test('a bank that wants to see the user: a link, no further try, credited when paid, and on again', async () => {
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_authenticationRequired' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await freezeClock(db(), hoursLater(48))
  await runAutomaticPayments(db())
  const [waiting] = await paymentsOf(db(), userId)
  expect(waiting).toMatchObject({ stage: 'user', status: 'pending', declines: 0 })
  expect(await toldOf(db(), userId)).toEqual(['auto_top_up.action_required'])
  const intent = await stripeClient().paymentIntents.retrieve(waiting?.intentId ?? '', {
    expand: ['latest_charge'],
  })
  expect(intent.latest_charge).toMatchObject({ failure_code: 'authentication_required' })
  await payByLink(userId, waiting?.id ?? '', card.stripePaymentMethodId)
  expect(await balanceOf(db(), userId)).toBe(100_000n)
  await runAutomaticPayments(db())
  expect(await ruleOf(userId)).toMatchObject({ status: 'active' })
  expect(await toldOf(db(), userId)).toEqual(['auto_top_up.action_required', 'auto_top_up.succeeded'])
  await plantUsage(db(), userId, hoursLater(48))
  await freezeClock(db(), hoursLater(57))
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toHaveLength(2)
})

test('a payment that was left to the user and given up ends it', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_authenticationRequired' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  const [waiting] = await paymentsOf(db(), userId)
  await stripeClient().paymentIntents.cancel(waiting?.intentId ?? '')
  await openCheckout(db(), { userId, paymentId: waiting?.id ?? '' })
  await runAutomaticPayments(db())
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over' }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'unpaid' })
})

test('one that is left alone for a week expires, and ends it', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_authenticationRequired' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await freezeClock(db(), hoursLater(7 * 24 - 1))
  await expirePayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'pending' }])
  await freezeClock(db(), hoursLater(7 * 24))
  await expirePayments(db())
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over' }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'unpaid' })
})

test('another card makes room: what the old one could not pay is canceled', async () => {
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  const good = await plantCard(db(), userId, 'pm_card_mastercard')
  await switchOn(db(), userId, { cardId: good.id })
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([
    { status: 'canceled', stage: 'over' },
    { status: 'succeeded', stage: 'over' },
  ])
  expect(await ruleOf(userId)).toMatchObject({ status: 'active', card: { id: good.id } })
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
})

test('a removed card stops it, also when a payment was begun', async () => {
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await removeCard(db(), { userId, cardId: card.id, actor: 'test' })
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'card_removed' })
  await freezeClock(db(), hoursLater(2))
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'pending', stage: 'user' }])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 0, sum: 0 })
  await endAutoTopUp(db(), { userId, currency: 'RUB', actor: 'test' })
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over' }])
  expect(await ruleOf(userId)).toBeUndefined()
})

test('nobody who is blocked, paused or held back is charged', async () => {
  const { userId } = await plantPayer(db())
  await switchOn(db(), userId, { enabled: false })
  await runAutomaticPayments(db())
  await switchOn(db(), userId)
  await runAutomaticPayments(db(), { holdsTopUps: true })
  await world.database.owner`update users set blocked_at = now() where id = ${userId}`
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toEqual([])
  expect(MARCH).toEqual(hoursLater(0))
})

test('a user who is blocked after a decline is not charged again until they are let in', async () => {
  const { owner } = world.database
  const { userId, card } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await owner`update users set blocked_at = now() where id = ${userId}`
  await control(world.sandbox, `/payment_methods/${card.stripePaymentMethodId}`, { acts_as: 'pm_card_visa' })
  await freezeClock(db(), hoursLater(1))
  await runAutomaticPayments(db())
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 0, sum: 0 })
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'pending', declines: 1, stage: 'charge' }])
  await owner`update users set blocked_at = null where id = ${userId}`
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'succeeded' }])
})

test('what a blocked user has left open still ends', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  await runAutomaticPayments(db())
  await world.database.owner`update users set blocked_at = now() where id = ${userId}`
  await freezeClock(db(), hoursLater(7 * 24))
  await expirePayments(db())
  await runAutomaticPayments(db())
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'canceled', stage: 'over', declines: 1 }])
  expect(await ruleOf(userId)).toMatchObject({ status: 'paused', pauseReason: 'unpaid' })
})
