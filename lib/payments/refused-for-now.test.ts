import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { outbox } from '@/db/schema'
import { plantUser } from '@/lib/testing/fixtures'
import { cancelPaymentByUser } from './cancel-payment'
import { plantCard } from './cards/saved-card.fixture'
import { createPayment } from './create-payment'
import { expirePayments } from './expire-payments'
import { openCheckout } from './open-checkout'
import type { Payment } from './payment'
import { type PaymentWorld, startPaymentWorld } from './payment-world.fixture'
import { NOT_ACTIVATED, NOT_PERMITTED, refuseIntents } from './refuse-intents.fixture'
import { stripeClient } from './stripe/stripe-client'

let world: PaymentWorld
let mend: () => void = () => undefined

beforeAll(async () => {
  world = await startPaymentWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  mend()
  await world.expectSound()
})

const db = () => world.database.db
const open = ({ userId, id }: Payment) => openCheckout(db(), { userId, paymentId: id })
const cancel = ({ userId, id }: Payment) => cancelPaymentByUser(db(), { userId, paymentId: id })
const letExpire = ({ id }: Payment) =>
  world.database
    .owner`update payments set expires_at = app_now() - interval '1 second', next_cancel_at = now() where id = ${id}`
const pay = (userId: string, wish = {}) =>
  createPayment(db(), { userId, amountMinor: 134_200n, currency: 'RUB', description: 'x', ...wish })
/** How often it was told that a payment can no longer be paid. */
const toldCanceled = async ({ id }: Payment) =>
  (await db().select().from(outbox)).filter(({ key }) => key === `payment.canceled:${id}`).length

describe('the customer was deleted at Stripe, and we have not heard of it', () => {
  async function begun(): Promise<Payment> {
    const userId = await plantUser(db())
    const { stripeCustomerId } = await plantCard(db(), userId)
    await stripeClient().customers.del(stripeCustomerId)
    const payment = await pay(userId)
    expect(payment).toMatchObject({ status: 'pending', stripePaymentIntentId: null, stripeCustomerId })
    return payment
  }

  test('its payment can be given up', async () => {
    const payment = await begun()
    await expect(open(payment)).rejects.toMatchObject({ code: 'provider_unavailable' })
    expect(await cancel(payment)).toMatchObject({
      status: 'canceled',
      cancellationReason: 'requested_by_user',
      canceledAt: expect.any(Date),
    })
    expect(await cancel(payment)).toMatchObject({ status: 'canceled' })
    expect(await toldCanceled(payment)).toBe(1)
  })

  test('and expires, by several jobs at once', async () => {
    const payment = await begun()
    await letExpire(payment)
    await Promise.all(Array.from({ length: 5 }, () => expirePayments(db())))
    expect(await world.read(payment)).toMatchObject({ status: 'canceled', cancellationReason: 'expired' })
    expect(await toldCanceled(payment)).toBe(1)
  })

  test('the next payment is one of a new customer', async () => {
    const { userId, stripeCustomerId } = await begun()
    const next = await pay(userId, { savesCard: true })
    const intent = await stripeClient().paymentIntents.retrieve(next.stripePaymentIntentId ?? '')
    expect(intent.customer).toMatch(/^cus_/)
    expect(intent.customer).not.toBe(stripeCustomerId)
  })
})

test('a customer whom Stripe has never known, as to the key of another account, gives nothing up', async () => {
  const userId = await plantUser(db())
  await world.database.owner`insert into stripe_customers (id, user_id) values ('cus_elsewhere', ${userId})`
  const payment = await pay(userId)
  await expect(cancel(payment)).rejects.toMatchObject({ code: 'provider_unavailable' })
  await letExpire(payment)
  await expirePayments(db())
  expect(await world.read(payment)).toMatchObject({ status: 'pending', stripePaymentIntentId: null })
})

test('a key that may not do this gives nothing up', async () => {
  mend = refuseIntents('RUB', NOT_PERMITTED)
  const payment = await world.plant()
  await expect(cancel(payment)).rejects.toMatchObject({ code: 'provider_unavailable' })
  mend()
  expect(await cancel(payment)).toMatchObject({ status: 'canceled' })
  const { stripePaymentIntentId } = await world.read(payment)
  expect(await stripeClient().paymentIntents.retrieve(stripePaymentIntentId ?? '')).toMatchObject({
    status: 'canceled',
  })
})

test('what a setting does not allow can be paid once that is mended, and given up until then', async () => {
  mend = refuseIntents('RUB', NOT_ACTIVATED)
  const [paid, given] = [await world.plant(), await world.plant()]
  expect(await cancel(given)).toMatchObject({ status: 'canceled' })
  mend()
  const { clientSecret, payment } = await open(paid)
  expect(clientSecret).toMatch(/_secret_/)
  await world.pay(payment)
  await open(paid)
  expect(await world.balanceOf(paid)).toBe(134_200n)
})

test('an intent whose answer was lost before is not taken for none: it is found, and canceled', async () => {
  await world.breakStripe({ kind: 'drop', method: 'POST', path: '/v1/payment_intents' })
  const payment = await world.plant()
  expect(payment.stripePaymentIntentId).toBeNull()
  await world.mendStripe()
  mend = refuseIntents('RUB', NOT_ACTIVATED)
  expect(await cancel(payment)).toMatchObject({ status: 'canceled' })
  const { stripePaymentIntentId } = await world.read(payment)
  expect(await stripeClient().paymentIntents.retrieve(stripePaymentIntentId ?? '')).toMatchObject({
    status: 'canceled',
    metadata: { payment_id: payment.id },
  })
})

test('and while Stripe cannot say whether there is one, nothing is given up', async () => {
  await world.breakStripe({ kind: 'drop', method: 'POST', path: '/v1/payment_intents' })
  const payment = await world.plant()
  await world.mendStripe()
  mend = refuseIntents('RUB', NOT_ACTIVATED)
  await world.breakStripe({ kind: 'error', status: 503, method: 'GET', path: '/v1/payment_intents' })
  await expect(cancel(payment)).rejects.toMatchObject({ code: 'provider_unavailable' })
  await world.mendStripe()
  expect(await world.read(payment)).toMatchObject({ status: 'pending', stripePaymentIntentId: null })
})
