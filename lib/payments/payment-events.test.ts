import type Stripe from 'stripe'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outbox, payments } from '@/db/schema'
import { EVENT_DATA } from '@/lib/outbox/event-data'
import { plantWallet } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { assert } from '../errors'
import { applyPaymentIntent } from './apply-payment-intent'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function plantPayment() {
  const wallet = await plantWallet(database.db)
  const [payment] = await database.db
    .insert(payments)
    .values({ ...wallet, amount: 134_200n, description: 'Оплата', metadata: { order: '17' } })
    .returning()
  assert(payment, 'an inserted payment is returned')
  return payment
}

const intentOf = (payment: { id: string }, status: 'succeeded' | 'canceled', amount = 134_200) =>
  ({
    id: `pi_${payment.id}`,
    status,
    amount_received: amount,
    currency: 'rub',
    metadata: { payment_id: payment.id },
  }) as unknown as Stripe.PaymentIntent

const told = async (paymentId: string) =>
  (await database.db.select().from(outbox)).filter(({ data }) => data.payment === paymentId)

test.each([
  ['succeeded', 'payment.succeeded'],
  ['canceled', 'payment.canceled'],
] as const)(
  'that a payment %s is told once, with how it stands, by whoever comes first',
  async (status, type) => {
    const payment = await plantPayment()
    await Promise.all(
      Array.from({ length: 6 }, () => applyPaymentIntent(database.db, intentOf(payment, status))),
    )
    const [event, ...others] = await told(payment.id)
    expect(others).toEqual([])
    expect(event).toMatchObject({
      type,
      key: `${type}:${payment.id}`,
      userId: payment.userId,
      walletId: payment.walletId,
      data: { status, value: '1342.00', currency: 'RUB', refunded_value: '0.00', metadata: { order: '17' } },
    })
    expect(EVENT_DATA[type].parse(event?.data)).toEqual(event?.data)
    expect(event?.data.paid_at).toBe(status === 'succeeded' ? event?.at.toISOString() : null)
  },
)

test('money that is not ours to credit is no success to tell of', async () => {
  const payment = await plantPayment()
  await applyPaymentIntent(database.db, intentOf(payment, 'succeeded', 1))
  expect(await told(payment.id)).toEqual([])
})
