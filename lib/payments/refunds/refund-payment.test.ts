import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import type { Payment } from '../payment'
import { createReturnsWorld, intentOf, type ReturnsWorld } from '../returns/returns-world.fixture'
import { stripeClient } from '../stripe/stripe-client'
import { listRefunds } from './list-refunds'
import { reconcileRefunds } from './reconcile-refunds'
import { type RefundWish, refundPayment, takeRefund } from './refund-payment'

let world: ReturnsWorld

beforeAll(async () => {
  world = await createReturnsWorld()
})
beforeEach(() => world.control('/reset'))
afterEach(async () => expect(await world.violations()).toEqual([]))
afterAll(() => world.close())

const refund = (payment: Payment, wish: Partial<RefundWish> = {}) =>
  refundPayment(world.db, {
    paymentId: payment.id,
    reason: 'asked for',
    actor: 'admin:test',
    idempotencyKey: crypto.randomUUID(),
    ...wish,
  })
const charge = ({ userId }: Payment, amountMinor: bigint) =>
  chargeWallet(world.db, { userId, currency: 'RUB', amountMinor, reason: 'x', asOf: null, actor: 'test' })
const atStripe = async (payment: Payment) =>
  (await stripeClient().refunds.list({ payment_intent: intentOf(payment) })).data
const refundsOf = (payment: Payment) => listRefunds(world.db, payment.id)
/** Lets the job look at all that is pending. */
async function reconcile(): Promise<void> {
  await world.owner`update refunds set next_check_at = now()`
  await reconcileRefunds(world.db)
}

describe('a refund', () => {
  test('takes the money from the wallet and gives it back, in parts up to what was paid', async () => {
    const payment = await world.paid()
    expect(await refund(payment, { amountMinor: 30_000n })).toMatchObject({
      ok: true,
      refund: { status: 'succeeded', amountMinor: 30_000n, takenMinor: 30_000n, origin: 'ours' },
    })
    expect(await world.read(payment)).toMatchObject({
      status: 'partially_refunded',
      refundedAmountMinor: 30_000n,
    })
    expect(await refund(payment)).toMatchObject({ refund: { amountMinor: 70_000n } })
    expect(await world.read(payment)).toMatchObject({ status: 'refunded', refundedAmountMinor: 100_000n })
    expect(await world.logOf(payment)).toEqual([
      ['top_up', 100_000n],
      ['refund', -30_000n],
      ['refund', -70_000n],
    ])
    const [made] = await atStripe(payment)
    expect(made).toMatchObject({ amount: 70_000, metadata: { payment_id: payment.id } })
    await expect(refund(payment)).rejects.toMatchObject({
      code: 'not_refundable',
      extra: { refundable: '0.00', currency: 'RUB' },
    })
  })

  test.each([
    ['more than is left of the payment', 100_001n, '1000.00'],
    ['nothing', 0n, '1000.00'],
    ['less than nothing', -1n, '1000.00'],
  ])('is not of %s', async (_what, amountMinor, refundable) => {
    const payment = await world.paid()
    await expect(refund(payment, { amountMinor })).rejects.toMatchObject({
      code: 'not_refundable',
      extra: { refundable },
    })
    expect(await world.logOf(payment)).toEqual([['top_up', 100_000n]])
  })

  test('is refused for more than is available, and says how much is', async () => {
    const payment = await world.paid()
    await charge(payment, 60_000n)
    expect(await refund(payment)).toEqual({ ok: false, availableMinor: 40_000n, currency: 'RUB' })
    expect(await refundsOf(payment)).toEqual([])
    expect(await refund(payment, { amountMinor: 40_000n })).toMatchObject({ ok: true })
    expect(await world.balanceOf(payment)).toBe(0n)
  })

  test('is not of what was not paid, not of what does not exist', async () => {
    const payment = await world.charged()
    await expect(refund(payment)).rejects.toMatchObject({ code: 'not_refundable' })
    await expect(refund({ ...payment, id: crypto.randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is one for its key, also by 20 at once, and no other may use that', async () => {
    const payment = await world.paid()
    const wish = { amountMinor: 10_000n, idempotencyKey: crypto.randomUUID() }
    const all = await Promise.all(Array.from({ length: 20 }, () => refund(payment, wish)))
    expect(new Set(all.map((one) => one.ok && one.refund.id)).size).toBe(1)
    expect(await atStripe(payment)).toHaveLength(1)
    await expect(refund(payment, { ...wish, amountMinor: 1n })).rejects.toMatchObject({
      code: 'idempotency_mismatch',
    })
    await expect(refund(await world.paid(), wish)).rejects.toMatchObject({ code: 'idempotency_mismatch' })
  })

  test('50 at once never give back more than was paid, nor more than is there', {
    timeout: 60_000,
  }, async () => {
    const payment = await world.paid()
    const more = await world.paid({ userId: payment.userId, amountMinor: 20_000n })
    await charge(payment, 50_000n)
    const all = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => refund(index % 5 ? payment : more, { amountMinor: 7_000n })),
    )
    expect(all.filter((one) => one.status === 'fulfilled' && one.value.ok)).toHaveLength(10)
    expect(await world.balanceOf(payment)).toBe(0n)
    expect((await atStripe(payment)).length + (await atStripe(more)).length).toBe(10)
  })
})

describe('if Stripe', () => {
  test('refuses, the money is put back', async () => {
    const payment = await world.paid()
    await world.control('/refunds', { payment_intent: intentOf(payment), amount: 80_000 })
    expect(await refund(payment, { amountMinor: 50_000n })).toMatchObject({
      refund: { status: 'failed', failureCode: 'amount', stripeRefundId: null },
    })
    expect(await world.logOf(payment)).toEqual([
      ['top_up', 100_000n],
      ['refund', -50_000n],
      ['reversal', 50_000n],
    ])
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded', refundedAmountMinor: 0n })
    await world.deliver(await world.eventsOf(payment))
    expect(await world.balanceOf(payment)).toBe(20_000n)
  })

  test.each([
    ['before it did it', { kind: 'drop', works: false }],
    ['after it did it', { kind: 'drop', works: true }],
    ['and fails itself', { kind: 'error', status: 503, works: false }],
  ])('breaks off %s, it stays pending until the job finds out', async (_when, fault) => {
    const payment = await world.paid()
    await world.control('/faults', { path: '/v1/refunds', method: 'POST', times: 9, ...fault })
    expect(await refund(payment, { amountMinor: 40_000n })).toMatchObject({
      refund: { status: 'pending', stripeRefundId: null },
    })
    expect(await world.balanceOf(payment)).toBe(60_000n)
    await reconcile()
    expect(await refundsOf(payment)).toMatchObject([{ status: 'pending' }])
    await world.control('/faults/clear')
    await reconcile()
    await reconcile()
    expect(await refundsOf(payment)).toMatchObject([
      { status: 'succeeded', stripeRefundId: expect.any(String) },
    ])
    expect(await atStripe(payment)).toHaveLength(1)
    expect(await world.balanceOf(payment)).toBe(60_000n)
  })

  test('has forgotten the key, what was done is found by what it carries', async () => {
    const payment = await world.paid()
    await world.control('/faults', { path: '/v1/refunds', method: 'POST', times: 9, kind: 'drop' })
    await refund(payment, { amountMinor: 40_000n })
    await world.control('/faults/clear')
    await world.owner`update provider_calls set first_sent_at = first_sent_at - interval '25 hours'`
    await reconcile()
    expect(await refundsOf(payment)).toMatchObject([{ status: 'succeeded' }])
    expect(await atStripe(payment)).toHaveLength(1)
  })

  test('tells of it by an event before it answers, it is the same refund', async () => {
    const payment = await world.paid()
    const { refunds } = stripeClient()
    const create = refunds.create.bind(refunds)
    vi.spyOn(refunds, 'create').mockImplementation((async (...args: Parameters<typeof create>) => {
      const made = await create(...args)
      await world.deliver(await world.eventsOf(payment))
      return made
    }) as typeof create)
    expect(await refund(payment, { amountMinor: 1_000n })).toMatchObject({ refund: { status: 'succeeded' } })
    expect(await refundsOf(payment)).toHaveLength(1)
    expect(await world.balanceOf(payment)).toBe(99_000n)
  })
})

describe('killed', () => {
  test('before Stripe was asked, the job goes on', async () => {
    const payment = await world.paid()
    const wish = { paymentId: payment.id, reason: 'x', actor: 'test', idempotencyKey: crypto.randomUUID() }
    await world.db.transaction((tx) => takeRefund(tx, { ...wish, amountMinor: 5_000n }))
    expect(await atStripe(payment)).toEqual([])
    await reconcile()
    expect(await refundsOf(payment)).toMatchObject([{ status: 'succeeded' }])
    expect(await refundPayment(world.db, wish)).toMatchObject({ refund: { status: 'succeeded' } })
    expect(await atStripe(payment)).toHaveLength(1)
  })

  /** As if the transaction that booked it had not been committed. */
  async function unbook({ id }: Payment): Promise<void> {
    await world.owner`alter table refunds disable trigger refunds_fixed`
    await world.owner`update refunds set status = 'pending', stripe_refund_id = null, stripe_status = null,
      ended_at = null where payment_id = ${id}`
    await world.owner`alter table refunds enable trigger refunds_fixed`
  }

  test.each(['answered', 'event'])('before the answer was booked, the %s tells', async (by) => {
    const payment = await world.paid()
    await refund(payment, { amountMinor: 5_000n })
    await unbook(payment)
    if (by === 'event') await world.deliver(await world.eventsOf(payment))
    else await reconcile()
    expect(await refundsOf(payment)).toMatchObject([
      { status: 'succeeded', stripeRefundId: expect.any(String) },
    ])
    expect(await world.balanceOf(payment)).toBe(95_000n)
  })

  test('before the answer was booked, and asked for again while Stripe is away: it is pending', async () => {
    const payment = await world.paid()
    const wish = { amountMinor: 5_000n, idempotencyKey: crypto.randomUUID() }
    await refund(payment, wish)
    await unbook(payment)
    await world.control('/faults', {
      kind: 'error',
      status: 503,
      method: 'GET',
      path: '/v1/refunds*',
      times: 9,
    })
    expect(await refund(payment, wish)).toMatchObject({ ok: true, refund: { status: 'pending' } })
    await world.control('/faults/clear')
    expect(await refund(payment, wish)).toMatchObject({ ok: true, refund: { status: 'succeeded' } })
    expect(await atStripe(payment)).toHaveLength(1)
  })
})
