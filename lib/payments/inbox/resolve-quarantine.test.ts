import Stripe from 'stripe'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { control } from '@/sandbox/stripe/test-sandbox'
import { countOpenPayments } from '../count-open-payments'
import { expirePayments } from '../expire-payments'
import { listAllPayments } from '../list-all-payments'
import type { Payment } from '../payment'
import { type PaymentWorld, startPaymentWorld } from '../payment-world.fixture'
import { reconcilePayments } from '../reconcile-payments'
import { stripeClient } from '../stripe/stripe-client'
import { syncPayment } from '../sync-payment'
import { collectStripeEvents } from './collect-stripe-events'
import { processStripeEvents } from './process-stripe-events'
import { type QuarantineDecision, resolveQuarantine } from './resolve-quarantine'

let world: PaymentWorld
let adminId: string

beforeAll(async () => {
  world = await startPaymentWorld()
  adminId = await plantUser(world.database.db)
})
afterAll(() => world.close())
afterEach(() => world.expectSound())

/** Stripe took 1342.00 RUB, or what an intent of its own says; our row asked for something else. */
async function quarantine({ amount = '100', currency = 'RUB' } = {}): Promise<Payment> {
  const payment = await world.plant({ currency: 'RUB' })
  if (currency === 'RUB') {
    await world.database.owner`update payments set amount = ${amount} where id = ${payment.id}`
  } else {
    // As a dashboard can: an intent of another currency in the place of ours.
    const intent = await stripeClient().paymentIntents.create({
      amount: Number(amount),
      currency,
      automatic_payment_methods: { enabled: true },
    })
    await world.database
      .owner`update payments set stripe_payment_intent_id = ${intent.id} where id = ${payment.id}`
  }
  const asked = await world.read(payment)
  await world.pay(asked)
  await syncPayment(world.database.db, { paymentId: payment.id })
  expect(await world.balanceOf(payment)).toBe(0n)
  return world.read(payment)
}

const decide = (payment: Payment, verdict: QuarantineDecision['verdict'], note = 'Seen with the payer') =>
  resolveQuarantine(world.database.db, { adminId, paymentId: payment.id, verdict, note })
const auditOf = ({ id }: Payment) =>
  world.database
    .owner`select actor, action, details from audit_log where subject = ${`payment:${id}`} order by id`

test('what Stripe took is credited once, and the row says what was asked for', async () => {
  const payment = await quarantine()
  expect(payment.quarantineReason).toBe('Stripe took 134200 rub, asked were 100 RUB')
  const decisions = await Promise.allSettled(Array.from({ length: 5 }, () => decide(payment, 'credit')))
  expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await world.read(payment)).toMatchObject({ status: 'succeeded', amountMinor: 134_200n })
  expect(await world.creditsOf(payment)).toEqual({ count: 1, sum: '134200' })
  const [row] = await world.database.owner`select * from payments where id = ${payment.id}`
  expect(row).toMatchObject({
    requested_amount: '100',
    requested_currency: 'RUB',
    quarantine_note: 'Seen with the payer',
  })
  expect(await auditOf(payment)).toMatchObject([
    {
      actor: `admin:${adminId}`,
      action: 'payment.quarantine_credited',
      details: { note: 'Seen with the payer', requestedAmountMinor: '100', amountMinor: '134200' },
    },
  ])
})

test('money of another currency goes to a wallet of that currency', async () => {
  const payment = await quarantine({ amount: '500', currency: 'usd' })
  await decide(payment, 'credit')
  expect(await world.balanceOf({ userId: payment.userId, currency: 'USD' })).toBe(500n)
  expect(await world.balanceOf({ userId: payment.userId, currency: 'RUB' })).toBe(0n)
  expect(await world.read(payment)).toMatchObject({ currency: 'USD', amountMinor: 500n, status: 'succeeded' })
})

test('what is left is over: no poller, event or clock credits it, an admin still can', async () => {
  const payment = await quarantine()
  await decide(payment, 'leave', 'Given back in the dashboard')
  await syncPayment(world.database.db, { paymentId: payment.id })
  await expirePayments(world.database.db)
  expect(await world.read(payment)).toMatchObject({ status: 'failed', failureCode: 'amount_differs' })
  expect(await world.balanceOf(payment)).toBe(0n)
  await expect(decide(payment, 'leave')).rejects.toMatchObject({ code: 'conflict' })
  await decide(payment, 'credit', 'It was not given back after all')
  expect(await world.balanceOf(payment)).toBe(134_200n)
  expect((await auditOf(payment)).map(({ action }) => action)).toEqual([
    'payment.quarantine_left',
    'payment.quarantine_credited',
  ])
  await expect(decide(payment, 'credit')).rejects.toMatchObject({ code: 'conflict' })
})

test('it is counted and listed until somebody decides, and neither asked about nor expired', async () => {
  const payment = await quarantine()
  await world.database
    .owner`update payments set next_check_at = now(), expires_at = now() where id = ${payment.id}`
  expect(await reconcilePayments(world.database.db)).toBe(0)
  expect(await expirePayments(world.database.db)).toBe(0)
  const listed = async () =>
    (await listAllPayments(world.database.db, { filter: 'quarantined', limit: 50 })).rows.map(({ id }) => id)
  expect(await countOpenPayments(world.database.db)).toMatchObject({ quarantined: 1 })
  expect(await listed()).toEqual([payment.id])
  await decide(payment, 'leave')
  expect(await countOpenPayments(world.database.db)).toMatchObject({ quarantined: 0 })
  expect(await listed()).toEqual([])
})

test('a payment that is not in quarantine, or none at all, cannot be decided about', async () => {
  const payment = await world.plant()
  for (const verdict of ['credit', 'leave'] as const) {
    await expect(decide(payment, verdict)).rejects.toMatchObject({ code: 'conflict' })
    await expect(decide({ ...payment, id: crypto.randomUUID() }, verdict)).rejects.toMatchObject({
      code: 'not_found',
    })
  }
  expect(await auditOf(payment)).toEqual([])
})

test('nothing is decided while Stripe cannot say what it took', async () => {
  const payment = await quarantine()
  await world.breakStripe({ kind: 'error', status: 503 })
  await expect(decide(payment, 'credit')).rejects.toMatchObject({ code: 'provider_unavailable' })
  await world.mendStripe()
  expect(await world.read(payment)).toMatchObject({ status: 'pending', quarantineClosedAt: null })
})

describe('money that went back while the payment was in quarantine', () => {
  /** What Stripe tells of it is taken in, and changes nothing of what is not credited. */
  async function hear(): Promise<void> {
    await collectStripeEvents(world.database.db)
    await processStripeEvents(world.database.db)
    expect(await world.database.owner`select id from stripe_events where processed_at is null`).toEqual([])
  }

  async function givenBack(kind: 'refunds' | 'disputes', rest = {}): Promise<Payment> {
    const payment = await quarantine()
    await control(world.sandbox, `/${kind}`, { payment_intent: payment.stripePaymentIntentId, ...rest })
    await hear()
    return payment
  }

  test('is not the wallet’s: a refund in the dashboard, whole or in part', async () => {
    const whole = await givenBack('refunds')
    await decide(whole, 'credit')
    expect(await world.balanceOf(whole)).toBe(0n)
    expect(await world.read(whole)).toMatchObject({ status: 'refunded', refundedAmountMinor: 134_200n })
    const part = await givenBack('refunds', { amount: 34_200 })
    await decide(part, 'credit')
    expect(await world.balanceOf(part)).toBe(100_000n)
    expect(await world.read(part)).toMatchObject({ status: 'partially_refunded' })
  })

  test('nor is what the bank has taken', async () => {
    const payment = await givenBack('disputes')
    await decide(payment, 'credit')
    expect(await world.balanceOf(payment)).toBe(0n)
    expect(await world.read(payment)).toMatchObject({ status: 'disputed' })
  })

  test.each(['refunds', 'disputes'])('nothing is credited while Stripe does not tell of %s', async (kind) => {
    const payment = await quarantine()
    await world.breakStripe({ kind: 'error', status: 503, method: 'GET', path: `/v1/${kind}` })
    await expect(decide(payment, 'credit')).rejects.toMatchObject({ code: 'provider_unavailable' })
    await world.mendStripe()
    expect(await world.read(payment)).toMatchObject({ status: 'pending', quarantineClosedAt: null })
    expect(await world.balanceOf(payment)).toBe(0n)
  })

  test('is booked by the inbox if Stripe went away in between', async () => {
    const payment = await givenBack('refunds')
    const { refunds } = stripeClient()
    const list = refunds.list.bind(refunds)
    const spy = vi
      .spyOn(refunds, 'list')
      .mockImplementationOnce((params, options) => list(params, options))
      .mockImplementationOnce(() => {
        throw new Stripe.errors.StripeConnectionError({ type: 'api_error', message: 'gone' })
      })
    await decide(payment, 'credit')
    spy.mockRestore()
    expect(await world.balanceOf(payment)).toBe(134_200n)
    await processStripeEvents(world.database.db)
    expect(await world.balanceOf(payment)).toBe(0n)
    expect(await world.read(payment)).toMatchObject({ status: 'refunded' })
  })
})
