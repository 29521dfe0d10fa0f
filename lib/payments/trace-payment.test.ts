import { afterAll, beforeAll, expect, test } from 'vitest'
import { listPaymentTransactions } from '@/lib/ledger/log/list-payment-transactions'
import { listStripeEventsOf } from './inbox/list-stripe-events'
import { refundPayment } from './refunds/refund-payment'
import { createReturnsWorld, intentOf, type ReturnsWorld } from './returns/returns-world.fixture'
import { syncReturns } from './returns/sync-returns'
import { findListedPayment, listProviderCalls } from './trace-payment'

let world: ReturnsWorld

beforeAll(async () => {
  world = await createReturnsWorld()
})
afterAll(() => world.close())

test('one payment is traced through our calls, the events of Stripe and the log', async () => {
  const { db } = world
  const payment = await world.paid()
  const other = await world.paid({ userId: payment.userId })
  for (const { id } of [payment, other]) {
    const wish = { paymentId: id, amountMinor: 1_000n, reason: 'x', actor: 'test' }
    await refundPayment(db, { ...wish, idempotencyKey: crypto.randomUUID() })
  }
  await world.deliver(await world.eventsOf(payment))
  expect(await findListedPayment(db, payment.id)).toMatchObject({
    id: payment.id,
    userEmail: expect.stringContaining('@'),
    quarantineReason: null,
  })
  expect(
    (await listProviderCalls(db, payment.id)).filter(({ operation }) => operation === 'refund.create'),
  ).toMatchObject([{ status: 'done', attempts: 1, resultId: expect.stringContaining('re_'), error: null }])
  const events = await listStripeEventsOf(db, intentOf(payment))
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['refund.created', 'charge.refunded', 'payment_intent.succeeded']),
  )
  expect(events.every(({ processedAt }) => processedAt !== null)).toBe(true)
  const rows = await listPaymentTransactions(db, { walletId: payment.walletId, paymentId: payment.id })
  expect(rows.map(({ type, amountMinor }) => [type, amountMinor])).toEqual([
    ['top_up', 100_000n],
    ['refund', -1_000n],
  ])
  expect(await findListedPayment(db, 'x')).toBeUndefined()
  expect(await findListedPayment(db, crypto.randomUUID())).toBeUndefined()
})

test('Stripe can be asked for all it knows of a payment, at once', async () => {
  const { db } = world
  const payment = await world.charged()
  await world.control('/refunds', { payment_intent: intentOf(payment), amount: 10_000 })
  await world.control('/disputes', { payment_intent: intentOf(payment), amount: 20_000 })
  await syncReturns(db, payment.id)
  await syncReturns(db, payment.id)
  expect(await world.logOf(payment)).toEqual([
    ['top_up', 100_000n],
    ['refund', -10_000n],
    ['dispute', -20_000n],
  ])
  await expect(syncReturns(db, crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  await world.control('/faults', { path: '/v1/refunds', method: 'GET', kind: 'error', status: 503, times: 9 })
  await expect(syncReturns(db, payment.id)).rejects.toMatchObject({ code: 'provider_unavailable' })
  expect(await world.violations()).toEqual([])
})
