import { expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { cancelPaymentByUser } from '../cancel-payment'
import { processStripeEvents } from '../inbox/process-stripe-events'
import { receiveStripeEvent } from '../inbox/receive-stripe-event'
import { signed, succeededEvent } from '../inbox/signed-event.fixture'
import { openCheckout } from '../open-checkout'
import { paymentsWorld } from '../payments-world.fixture'
import { listCards } from './card'
import { openCardSetup } from './open-card-setup'
import { enterCard } from './saved-card.fixture'

const world = paymentsWorld()
const db = () => world.database.db

/** Stripe tells of payments, and not of the cards that paid them. */
const hideCards = () =>
  world.breakStripe({ kind: 'error', status: 503, method: 'GET', path: '/v1/payment_methods*' })
const unavailable = { name: 'AppError', code: 'provider_unavailable', status: 502, retryAfterSeconds: 15 }

test('a payment is credited though its card cannot be read: who gives it up is told to ask again', async () => {
  const payment = await world.plant({ savesCard: true })
  await world.pay(payment)
  await hideCards()
  const cancel = () => cancelPaymentByUser(db(), { userId: payment.userId, paymentId: payment.id })
  await expect(cancel()).rejects.toMatchObject(unavailable)
  expect(await world.balanceOf(payment)).toBe(134_200n)
  await expect(cancel()).rejects.toMatchObject({ code: 'payment_not_cancelable' })
})

test('so is who opens it, without a word of nothing being charged', async () => {
  const payment = await world.plant({ savesCard: true })
  await world.pay(payment)
  await hideCards()
  const open = () => openCheckout(db(), { userId: payment.userId, paymentId: payment.id })
  const error = await open().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject(unavailable)
  expect(String(error)).not.toContain('Nothing was charged')
  expect(await open()).toMatchObject({ clientSecret: null, payment: { status: 'succeeded' } })
})

test('an event of it is not done until the card is saved', async () => {
  const payment = await world.plant({ savesCard: true })
  const intent = await world.pay(payment)
  await hideCards()
  await receiveStripeEvent(db(), signed(succeededEvent(intent)))
  expect(await processStripeEvents(db())).toBe(0)
  expect(await world.balanceOf(payment)).toBe(134_200n)
  await world.mendStripe()
  await world.database.owner`update stripe_events set next_attempt_at = now()`
  expect(await processStripeEvents(db())).toBe(1)
  expect(await listCards(db(), payment)).toHaveLength(1)
})

test('a card that was entered and cannot be read is saved when its page is opened again', async () => {
  const userId = await plantUser(db())
  const setupId = await enterCard(db(), userId)
  await hideCards()
  await expect(openCardSetup(db(), { userId, setupId })).rejects.toMatchObject(unavailable)
  await world.mendStripe()
  expect(await openCardSetup(db(), { userId, setupId })).toMatchObject({ setup: { status: 'succeeded' } })
  expect(await listCards(db(), { userId })).toHaveLength(1)
})
