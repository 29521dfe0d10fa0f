import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { users } from '@/db/schema'
import { env } from '@/lib/env'
import { creditWallet } from '@/lib/ledger/posting/credit-wallet'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { applyPaymentIntent } from '@/lib/payments/apply-payment-intent'
import { createPayment } from '@/lib/payments/create-payment'
import type { Payment } from '@/lib/payments/payment'
import { refundPayment } from '@/lib/payments/refunds/refund-payment'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { syncPayment } from '@/lib/payments/sync-payment'
import { plantUser } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { updateBillingDetails } from './billing-details'
import { issueReceipt } from './issue-receipt'
import { openReceipt } from './open-receipt'
import { findReceipt } from './receipt'

let database: TestDatabase
let sandbox: RunningSandbox
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hourglass-receipts-'))
  const webhookSecret = 'whsec_for_tests_only'
  sandbox = await startStripeSandbox({ port: 0, dataFile: join(folder, 'stripe.jsonl'), webhookSecret })
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  vi.stubEnv('OPERATOR_NAME', 'Sand & Co')
  vi.stubEnv('OPERATOR_ADDRESS', 'Dune 1\\n10115 Berlin')
  expect(env().STRIPE_API_BASE).toBe(sandbox.url)
})
beforeEach(async () => {
  database = await createTestDatabase()
  await freezeClock(database.db, new Date('2026-03-01T12:00:00.000Z'))
  return async () => {
    expect(await verifyLedger(database.db)).toEqual([])
    await database.close()
  }
})
afterAll(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true, force: true })
})

async function plantPayment(userId?: string): Promise<Payment> {
  return createPayment(database.db, {
    userId: userId ?? (await plantUser(database.db)),
    amountMinor: 134_200n,
    currency: 'RUB',
    description: 'Оплата подписки',
  })
}

/** What the user's browser does with the card form. */
const pay = (payment: Payment) =>
  stripeClient().paymentIntents.confirm(payment.stripePaymentIntentId ?? '', {
    payment_method: 'pm_card_visa',
    return_url: 'http://127.0.0.1:8000/',
  })

async function plantPaid(userId?: string): Promise<Payment> {
  const payment = await plantPayment(userId)
  await pay(payment)
  await syncPayment(database.db, { paymentId: payment.id })
  return payment
}

/** A payment that was credited before there were receipts. */
async function plantOld(): Promise<Payment> {
  const payment = await plantPayment()
  const { id: paymentId, walletId, amountMinor } = payment
  const asOf = new Date('2025-12-31T23:59:00.000Z')
  const key = `payment:${paymentId}:credit`
  await creditWallet(database.db, {
    ...{ walletId, amountMinor, asOf, paymentId, type: 'top_up', reason: '', actor: 'stripe' },
    idempotencyKey: key,
  })
  await database.owner`update payments set status = 'succeeded', paid_at = ${asOf} where id = ${paymentId}`
  return payment
}

const numbers = async () =>
  (await database.owner`select year, sequence from receipts order by year, sequence`).map(
    ({ year, sequence }) => `${year}-${sequence}`,
  )

describe('issuing', () => {
  test('happens with the credit, and says who paid what to whom and by which card', async () => {
    const userId = await plantUser(database.db)
    await updateBillingDetails(database.db, {
      userId,
      company: ' ООО Ромашка ',
      address: 'a\r\nb',
      tax_id: '77',
    })
    const payment = await plantPaid(userId)
    expect(await findReceipt(database.db, { userId, paymentId: payment.id })).toEqual({
      paymentId: payment.id,
      number: '2026-000001',
      issuedAt: new Date('2026-03-01T12:00:00.000Z'),
      paidAt: new Date('2026-03-01T12:00:00.000Z'),
      amountMinor: 134_200n,
      currency: 'RUB',
      description: 'Оплата подписки',
      payer: {
        name: '',
        email: expect.stringMatching(/@example.test$/),
        company: 'ООО Ромашка',
        address: 'a\nb',
        taxId: '77',
      },
      operator: { name: 'Sand & Co', address: 'Dune 1\n10115 Berlin', taxId: '', email: '' },
      method: { type: 'card', brand: 'visa', last4: '4242' },
      isTest: true,
      status: 'succeeded',
      refundedAmountMinor: 0n,
    })
  })

  test('of many credited at once takes each number of the year once, without a gap', async () => {
    const planted = await Promise.all(Array.from({ length: 12 }, () => plantPayment()))
    await Promise.all(planted.map(pay))
    const asked = [...planted, ...planted, ...planted]
    await Promise.all(asked.map(({ id }) => syncPayment(database.db, { paymentId: id })))
    expect(await numbers()).toEqual(planted.map((_, index) => `2026-${index + 1}`))
  })

  test('that was undone with its transaction leaves no gap, while others wait for the number', async () => {
    const [first, second, third] = [await plantOld(), await plantOld(), await plantOld()]
    const asOf = new Date('2026-06-01T00:00:00.000Z')
    await issueReceipt(database.db, { paymentId: first.id, asOf })
    let waiting: Promise<void> | undefined
    const cutOff = database.db.transaction(async (tx) => {
      await issueReceipt(tx, { paymentId: second.id, asOf })
      // Whoever comes meanwhile waits to see what becomes of the number.
      waiting = issueReceipt(database.db, { paymentId: third.id, asOf })
      await new Promise((resolve) => setTimeout(resolve, 100))
      throw new Error('cut off')
    })
    await expect(cutOff).rejects.toThrow('cut off')
    await waiting
    expect(await numbers()).toEqual(['2026-1', '2026-2'])
    expect((await openReceipt(database.db, { userId: third.userId, paymentId: third.id })).number).toBe(
      '2026-000002',
    )
    expect((await openReceipt(database.db, { userId: second.userId, paymentId: second.id })).number).toBe(
      '2026-000003',
    )
  })

  test('begins at one each year, by UTC', async () => {
    for (const at of ['2026-12-31T23:59:59.999Z', '2027-01-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z']) {
      await issueReceipt(database.db, { paymentId: (await plantOld()).id, asOf: new Date(at) })
    }
    expect(await numbers()).toEqual(['2026-1', '2027-1', '2027-2'])
  })

  test('of a payment from before there were receipts happens when one of many readers asks', async () => {
    const payment = await plantOld()
    const read = await Promise.all(
      Array.from({ length: 20 }, () =>
        openReceipt(database.db, { userId: payment.userId, paymentId: payment.id }),
      ),
    )
    expect(new Set(read.map(({ number }) => number))).toEqual(new Set(['2026-000001']))
    expect(read[0]).toMatchObject({ paidAt: new Date('2025-12-31T23:59:00.000Z'), method: null })
    expect((await openReceipt(database.db, { userId: payment.userId, paymentId: payment.id })).number).toBe(
      '2026-000001',
    )
    expect(await numbers()).toEqual(['2026-1'])
  })
})

describe('a receipt', () => {
  test('keeps what it said, whatever the payer and the operator change', async () => {
    const payment = await plantPaid()
    const { userId, id: paymentId } = payment
    const said = await openReceipt(database.db, { userId, paymentId })
    await updateBillingDetails(database.db, { userId, company: 'Later Ltd', address: '', tax_id: '' })
    await database.db.update(users).set({ email: `${paymentId}@later.test`, name: 'Later' })
    expect(await openReceipt(database.db, { userId, paymentId })).toEqual(said)
    const next = await plantPaid(userId)
    expect((await openReceipt(database.db, { userId, paymentId: next.id })).payer).toMatchObject({
      company: 'Later Ltd',
      name: 'Later',
    })
  })

  test('shows what was given back since', async () => {
    const { userId, id: paymentId } = await plantPaid()
    await refundPayment(database.db, {
      paymentId,
      amountMinor: 200n,
      reason: 'Returned',
      actor: 'admin:1',
      idempotencyKey: `refund-${paymentId}`,
    })
    expect(await openReceipt(database.db, { userId, paymentId })).toMatchObject({
      status: 'partially_refunded',
      refundedAmountMinor: 200n,
      amountMinor: 134_200n,
    })
  })

  test('learns its card from Stripe once, when that could not be told at first', async () => {
    const { userId, id: paymentId, ...payment } = await plantPayment()
    // Confirming answers with the charge's id alone.
    await applyPaymentIntent(database.db, await pay({ ...payment, userId, id: paymentId }))
    const retrieve = vi.spyOn(stripeClient().paymentIntents, 'retrieve')
    retrieve.mockRejectedValueOnce(new Error('connect ECONNREFUSED'))
    expect((await openReceipt(database.db, { userId, paymentId })).method).toBeNull()
    expect((await openReceipt(database.db, { userId, paymentId })).method).toEqual({
      type: 'card',
      brand: 'visa',
      last4: '4242',
    })
    await openReceipt(database.db, { userId, paymentId })
    expect(retrieve).toHaveBeenCalledTimes(2)
  })

  test('is not there for someone else, before the payment has succeeded, or for no payment', async () => {
    const [paid, pending] = [await plantPaid(), await plantPayment()]
    const stranger = await plantUser(database.db)
    for (const wish of [
      { userId: stranger, paymentId: paid.id },
      { userId: pending.userId, paymentId: pending.id },
      { userId: stranger, paymentId: crypto.randomUUID() },
    ]) {
      await expect(openReceipt(database.db, wish)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await numbers()).toEqual(['2026-1'])
  })
})
