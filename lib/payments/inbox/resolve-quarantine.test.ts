import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { countOpenPayments } from '../count-open-payments'
import { expirePayments } from '../expire-payments'
import { listAllPayments } from '../list-all-payments'
import type { Payment } from '../payment'
import { type PaymentWorld, startPaymentWorld } from '../payment-world.fixture'
import { reconcilePayments } from '../reconcile-payments'
import { stripeClient } from '../stripe/stripe-client'
import { syncPayment } from '../sync-payment'
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
