import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { payments, stripeEvents } from '@/db/schema'
import { env } from '@/lib/env'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { applyPaymentIntent } from './apply-payment-intent'
import { createPayment } from './create-payment'
import { processStripeEvents } from './inbox/process-stripe-events'
import { receiveStripeEvent } from './inbox/receive-stripe-event'
import { signed, succeededEvent } from './inbox/signed-event.fixture'
import { listPayments } from './list-payments'
import { listUnpaidPayments } from './list-unpaid-payments'
import { openCheckout } from './open-checkout'
import { type Payment, readPayment } from './payment'
import { reconcilePayments } from './reconcile-payments'
import { makeStripeClient, stripeClient } from './stripe/stripe-client'
import { syncPayment } from './sync-payment'

let database: TestDatabase
let sandbox: RunningSandbox
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'hourglass-payments-'))
  const webhookSecret = 'whsec_for_tests_only'
  sandbox = await startStripeSandbox({ port: 0, dataFile: join(folder, 'stripe.jsonl'), webhookSecret })
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  expect(env().STRIPE_API_BASE).toBe(sandbox.url)
})
afterAll(async () => {
  await sandbox.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

async function plantPayment(overrides: Partial<Parameters<typeof createPayment>[1]> = {}): Promise<Payment> {
  const userId = overrides.userId ?? (await plantUser(database.db))
  const wish = { userId, amountMinor: 134_200n, currency: 'RUB', description: 'Оплата подписки' }
  return createPayment(database.db, { ...wish, ...overrides })
}

/** What the user's browser does with the card form. */
function pay(payment: Payment, card = 'pm_card_visa'): Promise<Stripe.PaymentIntent> {
  return stripeClient().paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
    payment_method: card,
    return_url: 'http://127.0.0.1:8000/',
  })
}

async function balanceOf(payment: Payment): Promise<bigint> {
  return (await findWallet(database.db, payment))?.balanceMinor ?? 0n
}

describe('creating', () => {
  test('records the payment and its intent, and credits nothing', async () => {
    const payment = await plantPayment({ metadata: { order: '17' }, returnUrl: 'https://shop.example/done' })
    expect(payment).toMatchObject({
      status: 'pending',
      amountMinor: 134_200n,
      metadata: { order: '17' },
      paidAt: null,
    })
    const intent = await stripeClient().paymentIntents.retrieve(payment.stripePaymentIntentId ?? '')
    expect(intent).toMatchObject({ amount: 134_200, currency: 'rub', metadata: { payment_id: payment.id } })
    expect(await balanceOf(payment)).toBe(0n)
  })

  test('50 at once with one key make one payment and one intent', async () => {
    const userId = await plantUser(database.db)
    const made = await Promise.allSettled(
      Array.from({ length: 50 }, () => plantPayment({ userId, idempotencyKey: 'order-1' })),
    )
    const done = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []))
    expect(new Set(done).size).toBe(1)
    expect((await listPayments(database.db, { userId, limit: 10 })).rows).toHaveLength(1)
    const intents = await stripeClient().paymentIntents.list({ limit: 100 })
    expect(intents.data.filter(({ metadata }) => metadata?.user_id === userId)).toHaveLength(1)
  })

  test.each([
    ['nothing', 0n, 'RUB', 'invalid_amount'],
    ['less than nothing', -5n, 'RUB', 'invalid_amount'],
    ['more than a card can carry', 100_000_000n, 'RUB', 'amount_too_large'],
    ['less than a card can be charged', 1n, 'USD', 'amount_too_small'],
    ['a part of KWD that cards do not know', 1234n, 'KWD', 'invalid_amount'],
  ])('refuses %s', async (_what, amountMinor, currency, code) => {
    await expect(plantPayment({ amountMinor, currency })).rejects.toMatchObject({ code, field: 'value' })
  })

  test('is over when Stripe refuses the amount for good, and says the same again when it is asked for again', async () => {
    const userId = await plantUser(database.db)
    const error = new Stripe.errors.StripeInvalidRequestError({
      message: 'Amount must convert to at least 50 cents.',
      type: 'invalid_request_error',
      code: 'amount_too_small',
    })
    const create = vi.spyOn(stripeClient().paymentIntents, 'create').mockRejectedValueOnce(error)
    const wish = { userId, amountMinor: 100n, idempotencyKey: 'too-small' }
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(plantPayment(wish)).rejects.toMatchObject({ code: 'amount_too_small', field: 'value' })
    }
    expect(create).toHaveBeenCalledTimes(1)
    expect((await listPayments(database.db, { userId, limit: 10 })).rows).toMatchObject([
      { status: 'failed' },
    ])
  })

  test('is not over because something that is not Stripe answered', async () => {
    const error = new Stripe.errors.StripeInvalidRequestError({
      message: 'no such page',
      type: 'invalid_request_error',
    })
    const create = vi.spyOn(stripeClient().paymentIntents, 'create').mockRejectedValueOnce(error)
    const payment = await plantPayment()
    expect(payment.status).toBe('pending')
    create.mockRestore()
  })

  test('survives Stripe being away: the payment stands and gets its intent when it is opened', async () => {
    const create = vi
      .spyOn(stripeClient().paymentIntents, 'create')
      .mockRejectedValueOnce(new Error('connect ECONNREFUSED'))
    const payment = await plantPayment()
    expect(payment).toMatchObject({ status: 'pending', stripePaymentIntentId: null })
    create.mockRestore()
    const opened = await openCheckout(database.db, { userId: payment.userId, paymentId: payment.id })
    expect(opened.clientSecret).toMatch(/_secret_/)
    expect(opened.payment.stripePaymentIntentId).toMatch(/^pi_/)
  })

  test('cut off before the intent was stored, finds the same intent again', async () => {
    const payment = await plantPayment()
    await database.owner`update payments set stripe_payment_intent_id = null where id = ${payment.id}`
    const { payment: again } = await openCheckout(database.db, {
      userId: payment.userId,
      paymentId: payment.id,
    })
    expect(again.stripePaymentIntentId).toBe(payment.stripePaymentIntentId)
  })
})

describe('crediting', () => {
  test('happens once, whatever webhooks, pollers and returning browsers do at the same time', async () => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    const event = succeededEvent(intent)
    await Promise.all([
      ...Array.from({ length: 50 }, async (_, index) => {
        await receiveStripeEvent(database.db, signed(index % 2 ? event : succeededEvent(intent)))
        await processStripeEvents(database.db)
      }),
      ...Array.from({ length: 10 }, () => syncPayment(database.db, { paymentId: payment.id })),
      ...Array.from({ length: 10 }, () =>
        openCheckout(database.db, { userId: payment.userId, paymentId: payment.id }),
      ),
    ])
    expect(await balanceOf(payment)).toBe(134_200n)
    const { rows } = await listTransactions(database.db, { userId: payment.userId, limit: 10 })
    expect(rows).toMatchObject([
      { type: 'top_up', amountMinor: 134_200n, reason: 'Оплата подписки', paymentId: payment.id },
    ])
    expect(await readPayment(database.db, { userId: payment.userId, paymentId: payment.id })).toMatchObject({
      status: 'succeeded',
    })
  })

  test('happens even if the webhook comes before the intent was stored', async () => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    await database.owner`update payments set stripe_payment_intent_id = null where id = ${payment.id}`
    await receiveStripeEvent(database.db, signed(succeededEvent(intent)))
    await processStripeEvents(database.db)
    expect(await balanceOf(payment)).toBe(134_200n)
  })

  test('happens without any webhook, by the sweeper', async () => {
    const payment = await plantPayment()
    await pay(payment)
    await database.owner`update payments set next_check_at = now() where id = ${payment.id}`
    await reconcilePayments(database.db)
    expect(await balanceOf(payment)).toBe(134_200n)
  })

  test('does not happen for a declined card, and the payment stays payable', async () => {
    const payment = await plantPayment()
    await expect(pay(payment, 'pm_card_visa_chargeDeclinedInsufficientFunds')).rejects.toMatchObject({
      code: 'card_declined',
    })
    await syncPayment(database.db, { paymentId: payment.id })
    const declined = await readPayment(database.db, { userId: payment.userId, paymentId: payment.id })
    expect(declined).toMatchObject({ status: 'pending', failureCode: 'insufficient_funds' })
    expect(await balanceOf(payment)).toBe(0n)
    await pay(payment)
    await syncPayment(database.db, { paymentId: payment.id })
    expect(await balanceOf(payment)).toBe(134_200n)
  })

  test('follows the truth, not the event: a late failure after success changes nothing', async () => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    const failed = { ...succeededEvent(intent), type: 'payment_intent.payment_failed' }
    await receiveStripeEvent(database.db, signed(failed))
    await processStripeEvents(database.db)
    const canceled = { ...succeededEvent(intent), type: 'payment_intent.canceled' }
    await receiveStripeEvent(database.db, signed(canceled))
    await processStripeEvents(database.db)
    expect(await balanceOf(payment)).toBe(134_200n)
  })

  test('does not happen for an event that lies: the intent is not paid', async () => {
    const payment = await plantPayment()
    await receiveStripeEvent(database.db, signed(succeededEvent({ id: payment.stripePaymentIntentId ?? '' })))
    await processStripeEvents(database.db)
    expect(await balanceOf(payment)).toBe(0n)
  })

  test.each([
    ['amount', { amount_received: 999 }],
    ['currency', { currency: 'usd' }],
  ])('does not happen when the %s differs from our row: it is set aside', async (_what, difference) => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    await applyPaymentIntent(database.db, { ...intent, ...difference })
    const [row] = await database.db.select().from(payments).where(eq(payments.id, payment.id))
    expect(row?.quarantineReason).toContain('asked were 134200 RUB')
    expect(row?.status).toBe('pending')
    expect(await balanceOf(payment)).toBe(0n)
  })

  test('is not offered for payment again while it is set aside', async () => {
    const payment = await plantPayment()
    await database.owner`update payments set amount = amount + 100 where id = ${payment.id}`
    await pay(payment)
    const opened = await openCheckout(database.db, { userId: payment.userId, paymentId: payment.id })
    expect(opened.clientSecret).toBeNull()
    expect(await listUnpaidPayments(database.db, { userId: payment.userId, limit: 5 })).toEqual([])
  })

  test('asks Stripe once for each event, however many processors are at work', async () => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    const events = Array.from({ length: 20 }, () => succeededEvent(intent))
    await Promise.all(events.map((event) => receiveStripeEvent(database.db, signed(event))))
    const asked = vi.spyOn(stripeClient().paymentIntents, 'retrieve')
    await Promise.all(events.map(() => processStripeEvents(database.db)))
    expect(asked).toHaveBeenCalledTimes(20)
    asked.mockRestore()
    expect(await balanceOf(payment)).toBe(134_200n)
  })

  test('is left to a person when a second intent took money, and the payment is named', async () => {
    const payment = await plantPayment()
    const second = await stripeClient().paymentIntents.create({
      amount: 134_200,
      currency: 'rub',
      metadata: { payment_id: payment.id },
      automatic_payment_methods: { enabled: true },
    })
    const paid = await pay({ ...payment, stripePaymentIntentId: second.id })
    await expect(applyPaymentIntent(database.db, paid)).rejects.toThrow(
      `${second.id} took money for payment ${payment.id}, which has another`,
    )
    expect(await balanceOf(payment)).toBe(0n)
  })

  test("leaves other people's intents alone", async () => {
    const foreign = await stripeClient().paymentIntents.create({ amount: 5000, currency: 'usd' })
    const before = await database.db.select().from(payments)
    await receiveStripeEvent(database.db, signed(succeededEvent(foreign)))
    await receiveStripeEvent(database.db, signed(succeededEvent({ id: 'pi_nobody' })))
    await receiveStripeEvent(database.db, signed({ ...succeededEvent(foreign), type: 'invoice.paid' }))
    await processStripeEvents(database.db)
    expect(await database.db.select().from(payments)).toEqual(before)
    const open = await database.db.select().from(stripeEvents)
    expect(open.filter(({ processedAt }) => processedAt === null)).toEqual([])
  })

  test('waits for Stripe to be back, and then happens', async () => {
    const payment = await plantPayment()
    const intent = await pay(payment)
    const event = succeededEvent(intent)
    await receiveStripeEvent(database.db, signed(event))
    const away = vi.spyOn(stripeClient().paymentIntents, 'retrieve').mockRejectedValue(new Error('503'))
    await processStripeEvents(database.db)
    away.mockRestore()
    const [waiting] = await database.db.select().from(stripeEvents).where(eq(stripeEvents.id, event.id))
    expect(waiting).toMatchObject({ processedAt: null, attempts: 1, error: '503' })
    await database.owner`update stripe_events set next_attempt_at = now() where id = ${event.id}`
    await processStripeEvents(database.db)
    expect(await balanceOf(payment)).toBe(134_200n)
  })
})

test("someone else's payment does not exist", async () => {
  const payment = await plantPayment()
  const userId = await plantUser(database.db)
  await expect(readPayment(database.db, { userId, paymentId: payment.id })).rejects.toMatchObject({
    code: 'not_found',
  })
  await expect(openCheckout(database.db, { userId, paymentId: payment.id })).rejects.toMatchObject({
    code: 'not_found',
  })
})

test('another host that speaks the API is reached at its own address', async () => {
  const elsewhere = makeStripeClient('sk_test_hourglass', `${sandbox.url}/`)
  expect((await elsewhere.paymentIntents.list({ limit: 1 })).object).toBe('list')
})

test('all of it leaves no violation', async () => {
  expect(await verifyLedger(database.db)).toEqual([])
})
