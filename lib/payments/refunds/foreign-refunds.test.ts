import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { topUp } from '@/lib/testing/fixtures'
import type { Payment } from '../payment'
import { collectReceivable } from '../receivables/collect-receivable'
import { listReceivablesOf } from '../receivables/list-receivables'
import { findReturns } from '../returns/find-returns'
import { createReturnsWorld, intentOf, type ReturnsWorld } from '../returns/returns-world.fixture'
import { listRefunds } from './list-refunds'
import { reconcileRefunds } from './reconcile-refunds'
import { refundPayment, takeRefund } from './refund-payment'

let world: ReturnsWorld

beforeAll(async () => {
  world = await createReturnsWorld()
})
beforeEach(() => world.control('/reset'))
afterEach(async () => expect(await world.violations()).toEqual([]))
afterAll(() => world.close())

/** Somebody refunds in Stripe's dashboard. @returns Stripe's id of the refund. */
async function refundThere(payment: Payment, options: Record<string, unknown> = {}): Promise<string> {
  const made = await world.control('/refunds', { payment_intent: intentOf(payment), ...options })
  expect(made.status).toBe(200)
  return made.body.id
}
const settle = (id: string, outcome: string) => world.control(`/refunds/${id}/settle`, { outcome })
const hear = async (payment: Payment) => world.deliver(await world.eventsOf(payment))
const spend = async ({ userId }: Payment, amountMinor: bigint) =>
  expect(
    await chargeWallet(world.db, {
      ...{ userId, currency: 'RUB', amountMinor, reason: 'x', asOf: null, actor: 'test' },
    }),
  ).toMatchObject({ ok: true })
const told = async ({ userId }: Payment) =>
  (
    await world.owner`select type from outbox where user_id = ${userId} and type like 'payment.refund%' order by id`
  ).map(({ type }) => type)

describe("a refund of Stripe's dashboard", () => {
  test('is taken from the wallet once, whichever and however many events tell of it', async () => {
    const payment = await world.paid()
    await refundThere(payment, { amount: 30_000, reason: 'duplicate' })
    await refundThere(payment, { amount: 20_000 })
    const events = await world.eventsOf(payment)
    await world.deliver([...events, ...events.toReversed()])
    expect(await listRefunds(world.db, payment.id)).toMatchObject([
      {
        origin: 'stripe',
        status: 'succeeded',
        amountMinor: 30_000n,
        takenMinor: 30_000n,
        reason: 'duplicate',
      },
      { origin: 'stripe', status: 'succeeded', amountMinor: 20_000n, takenMinor: 20_000n },
    ])
    expect(await world.read(payment)).toMatchObject({
      status: 'partially_refunded',
      refundedAmountMinor: 50_000n,
    })
    expect(await world.balanceOf(payment)).toBe(50_000n)
    expect(await told(payment)).toEqual(['payment.refunded', 'payment.refunded'])
  })

  test('is found without any event', async () => {
    const payment = await world.paid()
    await refundThere(payment)
    await world.control('/faults', { path: '/v1/*', method: 'GET', kind: 'error', status: 503, times: 9 })
    expect(await findReturns(world.db, { days: 1 })).toBe(0)
    await world.control('/faults/clear')
    expect(await findReturns(world.db, { days: 1 })).toBe(1)
    expect(await world.read(payment)).toMatchObject({ status: 'refunded' })
    expect(await findReturns(world.db, { days: 1 })).toBe(0)
  })

  test('takes what is there when the money was spent, and the rest is owed', async () => {
    const payment = await world.paid()
    await spend(payment, 75_000n)
    await refundThere(payment)
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(0n)
    expect(await listRefunds(world.db, payment.id)).toMatchObject([
      { amountMinor: 100_000n, takenMinor: 25_000n },
    ])
    expect(await listReceivablesOf(world.db, payment.id)).toMatchObject([
      { amountMinor: 75_000n, collectedMinor: 0n, closedAt: null },
    ])
  })

  test('that fails puts back exactly what was taken, at once and since, and nothing is owed', async () => {
    const payment = await world.paid()
    await spend(payment, 75_000n)
    const id = await refundThere(payment)
    await hear(payment)
    await topUp(world.db, payment.walletId, 10_000n, new Date())
    const [owed] = await listReceivablesOf(world.db, payment.id)
    const admin = { receivableId: owed?.id ?? '', adminId: crypto.randomUUID() }
    expect(await collectReceivable(world.db, { ...admin, idempotencyKey: 'a' })).toBe(10_000n)
    await settle(id, 'failed')
    await hear(payment)
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(35_000n)
    expect(await listReceivablesOf(world.db, payment.id)).toMatchObject([
      { collectedMinor: 10_000n, releasedMinor: 65_000n, closedAt: expect.any(Date) },
    ])
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded', refundedAmountMinor: 0n })
    expect(await told(payment)).toEqual(['payment.refunded', 'payment.refund_failed'])
    // Nothing is owed any longer, so nothing is collected.
    expect(await collectReceivable(world.db, { ...admin, idempotencyKey: 'b' })).toBe(0n)
  })

  test('that failed before it was heard of takes nothing', async () => {
    const payment = await world.paid()
    await settle(await refundThere(payment), 'failed')
    await hear(payment)
    expect(await world.logOf(payment)).toEqual([['top_up', 100_000n]])
    expect(await listRefunds(world.db, payment.id)).toMatchObject([{ status: 'failed', takenMinor: 0n }])
  })

  test('and one of ours that Stripe was not asked for yet: Stripe decides, and the books follow', async () => {
    const payment = await world.paid()
    await world.db.transaction((tx) =>
      takeRefund(tx, {
        ...{ paymentId: payment.id, amountMinor: 60_000n, reason: 'x', actor: 'test' },
        idempotencyKey: crypto.randomUUID(),
      }),
    )
    await refundThere(payment, { amount: 70_000 })
    await hear(payment)
    const [ours, theirs] = await listRefunds(world.db, payment.id)
    expect([ours?.status, theirs?.status]).toEqual(['failed', 'succeeded'])
    expect(await world.read(payment)).toMatchObject({ refundedAmountMinor: 70_000n })
    expect(await world.balanceOf(payment)).toBe(30_000n)
  })

  test('that came before we had heard that it was paid: credited first', async () => {
    const payment = await world.charged()
    await refundThere(payment, { amount: 40_000 })
    const events = await world.eventsOf(payment)
    await world.deliver(events.filter(({ type }) => type.startsWith('refund.')))
    expect(await world.logOf(payment)).toEqual([
      ['top_up', 100_000n],
      ['refund', -40_000n],
    ])
  })

  test('all of a payment twice, because the first failed without a word', async () => {
    const payment = await world.paid()
    const first = await refundThere(payment)
    await hear(payment)
    await settle(first, 'failed')
    await refundThere(payment)
    // Only the second is told of; it fits once the first is known to have failed.
    const [last] = (await world.eventsOf(payment)).filter(({ type }) => type === 'refund.created').slice(-1)
    await world.deliver(last ? [last] : [])
    expect((await listRefunds(world.db, payment.id)).map(({ status }) => status)).toEqual([
      'failed',
      'succeeded',
    ])
    expect(await world.balanceOf(payment)).toBe(0n)
  })
})

describe('one of ours', () => {
  const ours = async (payment: Payment, amountMinor = 40_000n) => {
    const wish = { paymentId: payment.id, amountMinor, reason: 'x', actor: 'test' }
    const result = await refundPayment(world.db, { ...wish, idempotencyKey: crypto.randomUUID() })
    if (!result.ok) throw new Error('it has money')
    return result.refund
  }

  test('that is pending is followed until it arrives', async () => {
    const payment = await world.paid({ card: 'pm_card_pendingRefund' })
    const { stripeRefundId, status } = await ours(payment)
    expect(status).toBe('pending')
    expect(await world.read(payment)).toMatchObject({ status: 'partially_refunded' })
    expect(await told(payment)).toEqual([])
    await settle(stripeRefundId ?? '', 'succeeded')
    await world.owner`update refunds set next_check_at = now()`
    await reconcileRefunds(world.db)
    expect(await listRefunds(world.db, payment.id)).toMatchObject([{ status: 'succeeded' }])
    await hear(payment)
    expect(await told(payment)).toEqual(['payment.refunded'])
  })

  test.each(['failed', 'canceled'])(
    'that is %s after all is put back once, and can be made again',
    async (outcome) => {
      const card = outcome === 'canceled' ? 'pm_card_sandboxRefundRequiresAction' : 'pm_card_refundFail'
      const payment = await world.paid({ card })
      const { stripeRefundId } = await ours(payment)
      await settle(stripeRefundId ?? '', outcome)
      const events = await world.eventsOf(payment)
      await Promise.all([world.deliver(events), world.deliver(events.toReversed())])
      expect(await world.logOf(payment)).toEqual([
        ['top_up', 100_000n],
        ['refund', -40_000n],
        ['reversal', 40_000n],
      ])
      expect(await ours(payment, 100_000n)).toMatchObject({ amountMinor: 100_000n })
    },
  )
})
