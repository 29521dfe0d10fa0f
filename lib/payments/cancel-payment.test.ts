import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { control } from '@/sandbox/stripe/test-sandbox'
import { applyPaymentIntent } from './apply-payment-intent'
import { cancelPayment, cancelPaymentByUser } from './cancel-payment'
import { expirePayments } from './expire-payments'
import { listUnpaidPayments } from './list-unpaid-payments'
import { openCheckout } from './open-checkout'
import type { Payment } from './payment'
import { type PaymentWorld, startPaymentWorld } from './payment-world.fixture'
import { stripeClient } from './stripe/stripe-client'
import { syncPayment } from './sync-payment'

let world: PaymentWorld

beforeAll(async () => {
  world = await startPaymentWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  await control(world.sandbox, '/reset')
  await world.expectSound()
})

const cancel = (payment: Payment) =>
  cancelPaymentByUser(world.database.db, { userId: payment.userId, paymentId: payment.id })
const intentOf = ({ stripePaymentIntentId }: Payment) =>
  stripeClient().paymentIntents.retrieve(stripePaymentIntentId ?? '')
/** Its time is over, by the domain's clock. */
const letExpire = ({ id }: Payment) =>
  world.database.owner`update payments set expires_at = app_now() - interval '1 second' where id = ${id}`
/** So that the job does not wait for its gap. */
const makeDue = () => world.database.owner`update payments set next_cancel_at = now()`
const declined = 'pm_card_visa_chargeDeclinedInsufficientFunds'

describe('a user cancels', () => {
  test('what is not paid: at Stripe too, and nobody can pay it any more', async () => {
    const payment = await world.plant()
    expect(await cancel(payment)).toMatchObject({
      status: 'canceled',
      cancellationReason: 'requested_by_user',
      canceledAt: expect.any(Date),
    })
    expect(await intentOf(payment)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'requested_by_customer',
    })
    await expect(world.pay(payment)).rejects.toMatchObject({ code: 'payment_intent_unexpected_state' })
  })

  test('twice and ten at once: one cancellation, the same answer', async () => {
    const payment = await world.plant()
    const canceled = await Promise.all(Array.from({ length: 10 }, () => cancel(payment)))
    expect(new Set(canceled.map(({ canceledAt }) => canceledAt?.getTime())).size).toBe(1)
    expect(await cancel(payment)).toEqual(canceled[0])
  })

  test('what was declined before, and what waits for the bank to ask the payer', async () => {
    const payment = await world.plant()
    await expect(world.pay(payment, declined)).rejects.toMatchObject({ code: 'card_declined' })
    expect(await cancel(payment)).toMatchObject({ status: 'canceled' })
    const asked = await world.plant()
    expect(await world.pay(asked, 'pm_card_authenticationRequired')).toMatchObject({
      status: 'requires_action',
    })
    expect(await cancel(asked)).toMatchObject({ status: 'canceled' })
  })

  test('what was paid meanwhile: it is credited, and the answer says so', async () => {
    const payment = await world.plant()
    await world.pay(payment)
    await expect(cancel(payment)).rejects.toMatchObject({
      code: 'payment_not_cancelable',
      status: 409,
      extra: { payment_status: 'succeeded' },
    })
    expect(await world.balanceOf(payment)).toBe(134_200n)
  })

  test('what the payer pays between our question and the cancellation', async () => {
    const payment = await world.plant()
    const before = await intentOf(payment)
    await world.pay(payment)
    vi.spyOn(stripeClient().paymentIntents, 'retrieve').mockResolvedValueOnce(before as never)
    await expect(cancel(payment)).rejects.toMatchObject({ extra: { payment_status: 'succeeded' } })
    expect(await world.creditsOf(payment)).toEqual({ count: 1, sum: '134200' })
  })

  test('at the very moment it is paid, 20 times: either money and credit, or neither', async () => {
    const payments = await Promise.all(Array.from({ length: 20 }, () => world.plant()))
    const paid = await Promise.all(
      payments.map(async (payment, index) => {
        const canceling = cancel(payment).catch(() => undefined)
        // Sooner and later within what a cancellation takes.
        await new Promise((resolve) => setTimeout(resolve, index * 3))
        const [attempt] = await Promise.allSettled([world.pay(payment), canceling])
        return attempt.status === 'fulfilled' && attempt.value.status === 'succeeded'
      }),
    )
    for (const [index, payment] of payments.entries()) {
      await syncPayment(world.database.db, { paymentId: payment.id })
      expect((await world.read(payment)).status).toBe(paid[index] ? 'succeeded' : 'canceled')
      expect(await world.balanceOf(payment)).toBe(paid[index] ? 134_200n : 0n)
    }
  })

  test('what a bank decides about: not possible, and it can be canceled once the bank has declined', async () => {
    await control(world.sandbox, '/bank', { decides_after_ms: 60_000 })
    const payment = await world.plant()
    const intent = await world.pay(payment, 'pm_card_sandboxProcessing')
    expect(intent.status).toBe('processing')
    await expect(cancel(payment)).rejects.toMatchObject({
      code: 'payment_not_cancelable',
      extra: { payment_status: 'processing' },
    })
    expect(await world.read(payment)).toMatchObject({
      status: 'pending',
      intentStatus: 'processing',
      cancellationReason: null,
    })
    expect(await listUnpaidPayments(world.database.db, { userId: payment.userId, limit: 5 })).toHaveLength(1)
    await control(world.sandbox, `/payment_intents/${intent.id}/settle`, { outcome: 'failed' })
    expect(await cancel(payment)).toMatchObject({ status: 'canceled' })
  })

  test('and the bank takes the money while it was refused as being processed: it is credited', async () => {
    await control(world.sandbox, '/bank', { decides_after_ms: 60_000 })
    const payment = await world.plant()
    const before = await intentOf(payment)
    const intent = await world.pay(payment, 'pm_card_sandboxProcessing')
    // The cancellation was under way already: Stripe refuses it, once for all under its key.
    vi.spyOn(stripeClient().paymentIntents, 'retrieve').mockResolvedValueOnce(before as never)
    await expect(cancel(payment)).rejects.toMatchObject({ extra: { payment_status: 'processing' } })
    await control(world.sandbox, `/payment_intents/${intent.id}/settle`, { outcome: 'succeeded' })
    await syncPayment(world.database.db, { paymentId: payment.id })
    expect(await world.balanceOf(payment)).toBe(134_200n)
  })

  test('of someone else or of nobody: it does not exist, and Stripe hears nothing', async () => {
    const payment = await world.plant()
    const userId = await plantUser(world.database.db)
    for (const paymentId of [payment.id, crypto.randomUUID()]) {
      await expect(cancelPaymentByUser(world.database.db, { userId, paymentId })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    expect(await world.read(payment)).toMatchObject({ status: 'pending', cancellationReason: null })
  })

  test('while Stripe is away: it is on record, not offered for payment, and done by the job', async () => {
    const payment = await world.plant()
    await world.breakStripe({ kind: 'error', status: 503 })
    await expect(cancel(payment)).rejects.toMatchObject({ code: 'provider_unavailable' })
    await expect(
      openCheckout(world.database.db, { userId: payment.userId, paymentId: payment.id }),
    ).rejects.toMatchObject({ code: 'provider_unavailable' })
    expect(await listUnpaidPayments(world.database.db, { userId: payment.userId, limit: 5 })).toEqual([])
    await world.mendStripe()
    await makeDue()
    await expirePayments(world.database.db)
    expect(await world.read(payment)).toMatchObject({
      status: 'canceled',
      cancellationReason: 'requested_by_user',
    })
  })
})

describe('an unpaid payment expires', () => {
  test('by the job, at Stripe first', async () => {
    const [payment, other] = [await world.plant(), await world.plant()]
    await letExpire(payment)
    expect(await expirePayments(world.database.db)).toBe(1)
    expect(await world.read(payment)).toMatchObject({ status: 'canceled', cancellationReason: 'expired' })
    expect(await intentOf(payment)).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' })
    expect((await world.read(other)).status).toBe('pending')
    expect(await expirePayments(world.database.db)).toBe(0)
  })

  test('but is credited if it was paid in the last moment, whoever heard of it', async () => {
    const payment = await world.plant()
    await world.pay(payment)
    await letExpire(payment)
    await expirePayments(world.database.db)
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded', cancellationReason: null })
    expect(await world.balanceOf(payment)).toBe(134_200n)
  })

  test('by five jobs at once, once', async () => {
    const payments = await Promise.all(Array.from({ length: 12 }, () => world.plant()))
    await Promise.all(payments.map(letExpire))
    const taken = await Promise.all(Array.from({ length: 5 }, () => expirePayments(world.database.db)))
    expect(taken.reduce((sum, count) => sum + count, 0)).toBe(12)
    for (const payment of payments) expect((await world.read(payment)).status).toBe('canceled')
  })

  test('also without an intent: a call that was cut off may have made one', async () => {
    await world.breakStripe({ kind: 'drop', method: 'POST', path: '/v1/payment_intents' })
    const payment = await world.plant()
    expect(payment.stripePaymentIntentId).toBeNull()
    await world.mendStripe()
    await letExpire(payment)
    await expirePayments(world.database.db)
    const canceled = await world.read(payment)
    expect(canceled.status).toBe('canceled')
    const intents = await stripeClient()
      .paymentIntents.list({ limit: 100 })
      .autoPagingToArray({ limit: 1000 })
    const ours = intents.filter(({ metadata }) => metadata?.payment_id === payment.id)
    expect(ours).toMatchObject([{ id: canceled.stripePaymentIntentId, status: 'canceled' }])
  })

  test('waits while a bank decides, and is asked about again after a growing gap', async () => {
    await control(world.sandbox, '/bank', { decides_after_ms: 60_000 })
    const payment = await world.plant()
    const intent = await world.pay(payment, 'pm_card_sandboxProcessing')
    await letExpire(payment)
    await expirePayments(world.database.db)
    expect(await world.read(payment)).toMatchObject({ status: 'pending', intentStatus: 'processing' })
    expect(await expirePayments(world.database.db)).toBe(0)
    await control(world.sandbox, `/payment_intents/${intent.id}/settle`, { outcome: 'failed' })
    await makeDue()
    await expirePayments(world.database.db)
    expect(await world.read(payment)).toMatchObject({ status: 'canceled', cancellationReason: 'expired' })
  })

  test('when it is opened too late, without waiting for the job', async () => {
    const payment = await world.plant()
    await letExpire(payment)
    const opened = await openCheckout(world.database.db, { userId: payment.userId, paymentId: payment.id })
    expect(opened).toMatchObject({ clientSecret: null, payment: { status: 'canceled' } })
  })

  test('while Stripe is away nothing is canceled, and the rest is not asked about in vain', async () => {
    const payments = await Promise.all(Array.from({ length: 12 }, () => world.plant()))
    await Promise.all(payments.map(letExpire))
    await world.breakStripe({ kind: 'error', status: 503 })
    expect(await expirePayments(world.database.db)).toBe(0)
    const [asked] = await world.database.owner`
      select count(*)::int as count from payments where status = 'pending' and cancel_attempts > 0
         and id = any(${payments.map(({ id }) => id)})`
    expect(asked?.count).toBeLessThan(12)
    await world.mendStripe()
    await makeDue()
    expect(await expirePayments(world.database.db)).toBe(12)
  })
})

describe('money that was taken is always credited', () => {
  test('also when our row said canceled or failed before', async () => {
    for (const status of ['canceled', 'failed'] as const) {
      const payment = await world.plant()
      await world.database.owner`update payments set status = ${status},
        cancellation_reason = ${status === 'canceled' ? 'expired' : null},
        canceled_at = ${status === 'canceled' ? new Date() : null} where id = ${payment.id}`
      const intent = await world.pay(payment)
      await Promise.all(Array.from({ length: 5 }, () => applyPaymentIntent(world.database.db, intent)))
      expect(await world.read(payment)).toMatchObject({
        status: 'succeeded',
        canceledAt: null,
        cancellationReason: null,
      })
      expect(await world.creditsOf(payment)).toEqual({ count: 1, sum: '134200' })
    }
  })

  test('and a late word of a cancellation takes nothing back', async () => {
    const payment = await world.plant()
    const before = await intentOf(payment)
    await world.pay(payment)
    await syncPayment(world.database.db, { paymentId: payment.id })
    await applyPaymentIntent(world.database.db, { ...before, status: 'canceled' })
    await cancelPayment(world.database.db, { paymentId: payment.id, reason: 'expired' })
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded', intentStatus: 'succeeded' })
  })

  test('what is canceled in the dashboard is canceled here', async () => {
    const payment = await world.plant()
    const intent = await stripeClient().paymentIntents.cancel(payment.stripePaymentIntentId ?? '')
    await applyPaymentIntent(world.database.db, intent)
    expect(await world.read(payment)).toMatchObject({
      status: 'canceled',
      cancellationReason: 'canceled_at_stripe',
    })
  })
})
