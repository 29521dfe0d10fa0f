import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runBilling } from '@/lib/billing/runs/run-billing'
import { startSubscription } from '@/lib/billing/subscriptions/start-subscription'
import { plantTariff } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { HOUR_MS } from '@/lib/time'
import type { Payment } from '../payment'
import { createReturnsWorld, intentOf, type ReturnsWorld } from '../returns/returns-world.fixture'
import { stripeClient } from '../stripe/stripe-client'
import { listRefunds } from './list-refunds'
import { reconcileRefunds } from './reconcile-refunds'
import { refundPayment } from './refund-payment'

let world: ReturnsWorld

beforeAll(async () => {
  world = await createReturnsWorld()
})
afterAll(() => world.close())

const SCRIPT = fileURLToPath(new URL('./refund-process.fixture.ts', import.meta.url))

/** Refunds in a process of its own, which is killed as soon as Stripe has (or has not) done what it was asked for. */
async function refundAndDie(payment: Payment, idempotencyKey: string, works: boolean): Promise<void> {
  await world.control('/faults', { path: '/v1/refunds', method: 'POST', kind: 'hang', works })
  const env = { ...process.env, STRIPE_API_BASE: world.sandbox.url }
  const args = ['--import', 'tsx', SCRIPT, world.url, payment.id, idempotencyKey]
  const child = spawn(process.execPath, args, { stdio: 'inherit', env })
  const ended = once(child, 'exit')
  // The fault is taken when the call has arrived.
  const isAsked = async () =>
    (await listRefunds(world.db, payment.id)).length === 1 && (await faultsLeft()) === 0
  await expect.poll(isAsked, { timeout: 30_000, interval: 20 }).toBe(true)
  child.kill('SIGKILL')
  expect(await ended).toEqual([null, 'SIGKILL'])
}

async function faultsLeft(): Promise<number> {
  const headers = { authorization: 'Bearer sk_test_hourglass' }
  const state = await (await fetch(`${world.sandbox.url}/_sandbox`, { headers })).json()
  return (state as { faults: unknown[] }).faults.length
}

test.each([true, false])(
  'a process killed while Stripe is asked (done there: %s) gives back once',
  {
    timeout: 60_000,
  },
  async (works) => {
    const payment = await world.paid()
    const key = crypto.randomUUID()
    await refundAndDie(payment, key, works)
    expect(await world.balanceOf(payment)).toBe(90_000n)
    expect(await listRefunds(world.db, payment.id)).toMatchObject([
      { status: 'pending', stripeRefundId: null },
    ])
    await world.control('/faults/clear')
    await world.owner`update refunds set next_check_at = now()`
    const again = {
      paymentId: payment.id,
      amountMinor: 10_000n,
      reason: 'x',
      actor: 'test',
      idempotencyKey: key,
    }
    await Promise.all([
      reconcileRefunds(world.db),
      refundPayment(world.db, again),
      reconcileRefunds(world.db),
    ])
    await world.owner`update refunds set next_check_at = now()`
    await reconcileRefunds(world.db)
    expect(await listRefunds(world.db, payment.id)).toMatchObject([{ status: 'succeeded' }])
    const { data } = await stripeClient().refunds.list({ payment_intent: intentOf(payment) })
    expect(data).toHaveLength(1)
    expect(await world.balanceOf(payment)).toBe(90_000n)
    expect(await world.violations()).toEqual([])
  },
)

test('refunds and disputes while billing runs leave exact books', { timeout: 60_000 }, async () => {
  const { db } = world
  const start = new Date('2026-03-01T00:00:00.000Z')
  const at = (hours: number) => new Date(start.getTime() + hours * HOUR_MS)
  await freezeClock(db, start)
  const tariffId = await plantTariff(db, { hourlyRateMicros: 3_333_333_333n })
  const payments = await Promise.all(Array.from({ length: 6 }, () => world.paid()))
  for (const { userId } of payments) {
    const wish = { userId, tariffId, quantity: 1, name: '', asOf: start }
    await db.transaction((tx) => startSubscription(tx, wish))
  }
  for (let hour = 1; hour <= 8; hour += 1) {
    await freezeClock(db, at(hour))
    await Promise.all([
      runBilling(db, { asOf: at(hour) }),
      ...payments.slice(0, 4).map((payment) =>
        refundPayment(db, {
          ...{ paymentId: payment.id, amountMinor: 13_337n, reason: 'x', actor: 'test' },
          idempotencyKey: crypto.randomUUID(),
        }).catch((error: unknown) => expect(error).toMatchObject({ code: 'not_refundable' })),
      ),
      ...payments.slice(4).map(async (payment) => {
        await world.control('/disputes', { payment_intent: intentOf(payment), amount: 12_000 })
        await world.deliver((await world.eventsOf(payment)).slice(-1))
      }),
    ])
    expect(await world.violations()).toEqual([])
  }
  await freezeClock(db, at(40))
  await runBilling(db, { asOf: at(40) })
  for (const payment of payments) expect(await world.balanceOf(payment)).toBe(0n)
  expect(await world.violations()).toEqual([])
})
