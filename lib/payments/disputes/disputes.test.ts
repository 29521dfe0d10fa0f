import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { users } from '@/db/schema'
import { placeHold } from '@/lib/ledger/holds/place-hold'
import { chargeWallet } from '@/lib/ledger/posting/charge-wallet'
import { topUp } from '@/lib/testing/fixtures'
import { HOUR_MS } from '@/lib/time'
import { unflagUser } from '@/lib/users/flag-user'
import type { Payment } from '../payment'
import { collectReceivable } from '../receivables/collect-receivable'
import { listReceivablesOf } from '../receivables/list-receivables'
import { writeOffReceivable } from '../receivables/write-off-receivable'
import { refundPayment } from '../refunds/refund-payment'
import { findReturns } from '../returns/find-returns'
import { createReturnsWorld, intentOf, type ReturnsWorld } from '../returns/returns-world.fixture'
import { listDisputes } from './dispute'
import { reconcileDisputes } from './reconcile-disputes'

let world: ReturnsWorld

beforeAll(async () => {
  world = await createReturnsWorld()
})
beforeEach(() => world.control('/reset'))
afterEach(async () => expect(await world.violations()).toEqual([]))
afterAll(() => world.close())

async function dispute(payment: Payment, options: Record<string, unknown> = {}): Promise<string> {
  const opened = await world.control('/disputes', { payment_intent: intentOf(payment), ...options })
  expect(opened.status).toBe(200)
  return opened.body.id
}
const decide = (id: string, verdict: string) => world.control(`/disputes/${id}/decide`, { verdict })
const hear = async (payment: Payment) => world.deliver(await world.eventsOf(payment))
const spend = async ({ userId }: Payment, amountMinor: bigint) =>
  expect(
    await chargeWallet(world.db, {
      ...{ userId, currency: 'RUB', amountMinor, reason: 'x', asOf: null, actor: 'test' },
    }),
  ).toMatchObject({ ok: true })
const refund = (payment: Payment, amountMinor: bigint) =>
  refundPayment(world.db, {
    ...{ paymentId: payment.id, amountMinor, reason: 'x', actor: 'test' },
    idempotencyKey: crypto.randomUUID(),
  })
const isFlagged = async ({ userId }: Payment) =>
  (await world.db.select().from(users).where(eq(users.id, userId)))[0]?.flaggedAt !== null
const told = async ({ userId }: Payment) =>
  (
    await world.owner`select type, data ->> 'outcome' as outcome from outbox
     where user_id = ${userId} and type like 'payment.dispute%' order by id`
  ).map(({ type, outcome }) => (outcome ? `${type}:${outcome}` : type))

describe('a dispute', () => {
  test('takes the money, flags the user and says so', async () => {
    const payment = await world.paid()
    await dispute(payment)
    await hear(payment)
    await hear(payment)
    expect(await world.logOf(payment)).toEqual([
      ['top_up', 100_000n],
      ['dispute', -100_000n],
    ])
    expect(await world.read(payment)).toMatchObject({ status: 'disputed', refundedAmountMinor: 0n })
    expect(await isFlagged(payment)).toBe(true)
    expect(await told(payment)).toEqual(['payment.disputed'])
    await expect(refund(payment, 1n)).rejects.toMatchObject({
      code: 'not_refundable',
      extra: { refundable: '0.00' },
    })
  })

  test('is found without any event, and followed to its end', async () => {
    const payment = await world.paid({ card: 'pm_card_createDispute' })
    await findReturns(world.db, { days: 1 })
    const [found] = await listDisputes(world.db, payment.id)
    expect(found).toMatchObject({ status: 'needs_response', reason: 'fraudulent', takenMinor: 100_000n })
    await decide(found?.stripeDisputeId ?? '', 'won')
    await world.owner`update disputes set next_check_at = now()`
    await reconcileDisputes(world.db)
    expect(await listDisputes(world.db, payment.id)).toMatchObject([
      { status: 'won', reinstatedAt: expect.any(Date) },
    ])
    expect(await world.balanceOf(payment)).toBe(100_000n)
    expect(await findReturns(world.db, { days: 1 })).toBe(0)
  })

  test('on money that is spent is owed; won, exactly what was taken comes back', async () => {
    const payment = await world.paid()
    await spend(payment, 70_000n)
    const id = await dispute(payment)
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(0n)
    await topUp(world.db, payment.walletId, 50_000n, new Date())
    const [owed] = await listReceivablesOf(world.db, payment.id)
    const collection = { receivableId: owed?.id ?? '', adminId: crypto.randomUUID(), idempotencyKey: 'form' }
    const collected = await Promise.all(
      Array.from({ length: 5 }, () => collectReceivable(world.db, collection)),
    )
    expect(collected).toEqual([50_000n, 50_000n, 50_000n, 50_000n, 50_000n])
    expect(await world.balanceOf(payment)).toBe(0n)
    await decide(id, 'won')
    await hear(payment)
    await hear(payment)
    // 30 000 were taken and 50 000 collected; what had been spent was the user's own use.
    expect(await world.balanceOf(payment)).toBe(80_000n)
    expect(await listReceivablesOf(world.db, payment.id)).toMatchObject([
      { amountMinor: 70_000n, collectedMinor: 50_000n, releasedMinor: 20_000n, closedAt: expect.any(Date) },
    ])
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded' })
    expect(await told(payment)).toEqual(['payment.disputed', 'payment.dispute_closed:won'])
  })

  test('leaves what a hold keeps back, which is owed then', async () => {
    const payment = await world.paid()
    const wish = { userId: payment.userId, currency: 'RUB', amountMinor: 40_000n, reason: 'x', actor: 'test' }
    const placed = await world.db.transaction((tx) =>
      placeHold(tx, { ...wish, expiresInMs: HOUR_MS, asOf: new Date() }),
    )
    expect(placed).toMatchObject({ ok: true })
    await dispute(payment)
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(40_000n)
    expect(await listReceivablesOf(world.db, payment.id)).toMatchObject([{ amountMinor: 40_000n }])
    const [owed] = await listReceivablesOf(world.db, payment.id)
    const collection = { receivableId: owed?.id ?? '', adminId: crypto.randomUUID(), idempotencyKey: 'x' }
    expect(await collectReceivable(world.db, collection)).toBe(0n)
  })

  test('that is lost stays; what is owed can be given up, once', async () => {
    const payment = await world.paid()
    await spend(payment, 70_000n)
    const id = await dispute(payment)
    await decide(id, 'lost')
    await hear(payment)
    const [owed] = await listReceivablesOf(world.db, payment.id)
    const act = { receivableId: owed?.id ?? '', adminId: crypto.randomUUID() }
    await Promise.all([writeOffReceivable(world.db, act), writeOffReceivable(world.db, act)])
    expect(await listReceivablesOf(world.db, payment.id)).toMatchObject([
      { writtenOffMinor: 70_000n, closedAt: expect.any(Date) },
    ])
    expect(await world.read(payment)).toMatchObject({ status: 'disputed' })
    expect(await world.balanceOf(payment)).toBe(0n)
    const [audited] = await world.owner`
      select count(*)::int as acts from audit_log where action = 'receivable.written_off' and subject = ${`receivable:${owed?.id}`}`
    expect(audited?.acts).toBe(1)
  })

  test('of a part, after a refund, and a second one: each is its own', async () => {
    const payment = await world.paid()
    expect(await refund(payment, 20_000n)).toMatchObject({ ok: true })
    const first = await dispute(payment, { amount: 30_000 })
    const second = await dispute(payment, { amount: 10_000 })
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(40_000n)
    await decide(first, 'won')
    await hear(payment)
    expect(await world.read(payment)).toMatchObject({ status: 'disputed', refundedAmountMinor: 20_000n })
    await decide(second, 'won')
    await hear(payment)
    expect(await world.read(payment)).toMatchObject({ status: 'partially_refunded' })
    expect(await world.balanceOf(payment)).toBe(80_000n)
  })

  test('that begins as an inquiry takes nothing until it becomes one', async () => {
    const payment = await world.paid()
    const id = await dispute(payment, { inquiry: true })
    await hear(payment)
    expect(await world.read(payment)).toMatchObject({ status: 'succeeded' })
    expect(await isFlagged(payment)).toBe(false)
    expect(await refund(payment, 5_000n)).toMatchObject({ refund: { status: 'succeeded' } })
    await decide(id, 'escalated')
    await hear(payment)
    expect(await world.read(payment)).toMatchObject({ status: 'disputed' })
    const closed = await world.paid()
    await decide(await dispute(closed, { inquiry: true }), 'warning_closed')
    await hear(closed)
    expect(await world.logOf(closed)).toEqual([['top_up', 100_000n]])
    expect(await told(closed)).toEqual([])
  })

  test('fails a refund that was pending, whose money is then the bank’s', async () => {
    const payment = await world.paid({ card: 'pm_card_pendingRefund' })
    await refund(payment, 40_000n)
    await dispute(payment, { amount: 60_000 })
    await hear(payment)
    expect(await world.balanceOf(payment)).toBe(40_000n)
    expect(await world.read(payment)).toMatchObject({ status: 'disputed', refundedAmountMinor: 0n })
  })
})

test('a flag is taken off by an admin, and put on again by the next dispute', async () => {
  const payment = await world.paid()
  await dispute(payment, { amount: 1_000 })
  await hear(payment)
  await unflagUser(world.db, { userId: payment.userId, adminId: crypto.randomUUID() })
  await hear(payment)
  expect(await isFlagged(payment)).toBe(false)
  await dispute(payment, { amount: 1_000 })
  await hear(payment)
  expect(await isFlagged(payment)).toBe(true)
})

test("other people's disputes and refunds are left alone", async () => {
  const { eventsOf } = world
  const foreign = await world.charged()
  await world.owner`delete from payments where id = ${foreign.id}`
  await world.control('/refunds', { payment_intent: intentOf(foreign), amount: 500 })
  await dispute(foreign)
  await world.deliver(await eventsOf(foreign))
  const open = await world.owner`select type, error from stripe_events where processed_at is null`
  expect([...open]).toEqual([])
  expect(await findReturns(world.db, { days: 1 })).toBe(0)
})
