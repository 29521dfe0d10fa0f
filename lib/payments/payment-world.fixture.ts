import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Stripe from 'stripe'
import { expect, vi } from 'vitest'
import { env } from '@/lib/env'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { type RunningSandbox, startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type CreatePayment, createPayment } from './create-payment'
import { type Payment, readPayment } from './payment'
import { stripeClient } from './stripe/stripe-client'

type Owned = Pick<Payment, 'id' | 'userId'>

/** A database and a Stripe of a test's own, and what a payer does with them. */
export type PaymentWorld = {
  database: TestDatabase
  sandbox: RunningSandbox
  /** A payment of 1342.00 RUB by a new user, unless told otherwise. */
  plant(wish?: Partial<CreatePayment>): Promise<Payment>
  /** What the user's browser does with the card form. */
  pay(payment: Pick<Payment, 'stripePaymentIntentId'>, card?: string): Promise<Stripe.PaymentIntent>
  /** The payment as it is now. */
  read(payment: Owned): Promise<Payment>
  /** Minor units on the user's wallet in the payment's currency. */
  balanceOf(payment: Pick<Payment, 'userId' | 'currency'>): Promise<bigint>
  /** How many rows the log has for a payment, and their sum. */
  creditsOf(payment: Owned): Promise<{ count: number; sum: string }>
  /** Lets calls of Stripe go wrong from now on, as its sandbox can. */
  breakStripe(fault: Record<string, unknown>): Promise<void>
  mendStripe(): Promise<void>
  expectSound(): Promise<void>
  close(): Promise<void>
}

/** Call it in `beforeAll`, before anything reads the settings. */
export async function startPaymentWorld({ webhookUrl }: { webhookUrl?: string } = {}): Promise<PaymentWorld> {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'hourglass-payments-'))
  const webhookSecret = 'whsec_for_tests_only'
  const dataFile = join(folder, 'stripe.jsonl')
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile,
    webhookSecret,
    ...(webhookUrl === undefined ? {} : { webhookUrl }),
  })
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  expect(env().STRIPE_API_BASE).toBe(sandbox.url)
  const { db, owner } = database
  return {
    database,
    sandbox,
    plant: async (wish = {}) => {
      const userId = wish.userId ?? (await plantUser(db))
      const usual = { amountMinor: 134_200n, currency: 'RUB', description: 'Оплата подписки' }
      return createPayment(db, { ...usual, ...wish, userId })
    },
    pay: ({ stripePaymentIntentId }, card = 'pm_card_visa') =>
      stripeClient().paymentIntents.confirm(stripePaymentIntentId ?? '', {
        payment_method: card,
        return_url: 'http://127.0.0.1:8000/',
      }),
    read: ({ id, userId }) => readPayment(db, { userId, paymentId: id }),
    balanceOf: async ({ userId, currency }) =>
      (await findWallet(db, { userId, currency }))?.balanceMinor ?? 0n,
    creditsOf: async ({ id }) => {
      const [row] = await owner<{ count: number; sum: string }[]>`
        select count(*)::int as count, coalesce(sum(amount), 0)::text as sum from transactions where payment_id = ${id}`
      return row ?? { count: 0, sum: '0' }
    },
    breakStripe: async (fault) => {
      const { status } = await control(sandbox, '/faults', { times: 1000, ...fault })
      expect(status).toBe(200)
    },
    mendStripe: async () => {
      await control(sandbox, '/faults/clear')
    },
    expectSound: async () => expect(await verifyLedger(db)).toEqual([]),
    close: async () => {
      await sandbox.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
