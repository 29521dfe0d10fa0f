import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type Stripe from 'stripe'
import { vi } from 'vitest'
import { assert } from '@/lib/errors'
import { listTransactions } from '@/lib/ledger/log/list-transactions'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { findWallet } from '@/lib/ledger/wallets/wallet'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase } from '@/lib/testing/test-database'
import { startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { createPayment } from '../create-payment'
import { processStripeEvents } from '../inbox/process-stripe-events'
import { receiveStripeEvent } from '../inbox/receive-stripe-event'
import { signed } from '../inbox/signed-event.fixture'
import { type Payment, readPayment } from '../payment'
import { stripeClient } from '../stripe/stripe-client'
import { syncPayment } from '../sync-payment'

/** A database and a Stripe of their own, and what people do there. Events reach us only when they are handed on. */
export type ReturnsWorld = Awaited<ReturnType<typeof createReturnsWorld>>

/** Makes one; to be closed. */
export async function createReturnsWorld() {
  const database = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'hourglass-returns-'))
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile: join(folder, 'stripe.jsonl'),
    webhookSecret: process.env.STRIPE_WEBHOOK_SECRET ?? '',
    lateOutcomeMs: 600_000,
  })
  // Before the settings are first read: they are kept.
  vi.stubEnv('STRIPE_API_BASE', sandbox.url)
  stripeClient()
  const { db } = database

  /** A payment that its user has made with a card, not heard of yet. */
  async function charged({ amountMinor = 100_000n, card = 'pm_card_visa', userId = '' } = {}) {
    const payment = await createPayment(db, {
      userId: userId || (await plantUser(db)),
      amountMinor,
      currency: 'RUB',
      description: 'test',
    })
    await stripeClient().paymentIntents.confirm(intentOf(payment), {
      payment_method: card,
      return_url: 'http://127.0.0.1:8000/',
    })
    return payment
  }

  const read = ({ userId, id }: Payment) => readPayment(db, { userId, paymentId: id })

  /** All events that are about a payment, oldest first. */
  async function eventsOf(payment: Payment): Promise<Stripe.Event[]> {
    const all = await stripeClient().events.list({ limit: 100 }).autoPagingToArray({ limit: 10_000 })
    return all.filter(({ data }) => JSON.stringify(data).includes(intentOf(payment))).reverse()
  }

  return {
    ...database,
    sandbox,
    charged,
    read,
    eventsOf,
    /** The same, credited. */
    async paid(wish: Parameters<typeof charged>[0] = {}): Promise<Payment> {
      const payment = await charged(wish)
      await syncPayment(db, { paymentId: payment.id })
      return read(payment)
    },
    /** Hands events on as webhooks, in the order given, and works each off. */
    async deliver(events: readonly Stripe.Event[]): Promise<void> {
      for (const event of events) {
        await receiveStripeEvent(db, signed({ ...event, id: `evt_${crypto.randomUUID()}` }))
        await processStripeEvents(db)
      }
    },
    control: (path: string, body: Record<string, unknown> = {}) => control(sandbox, path, body),
    async balanceOf(payment: Payment): Promise<bigint> {
      return (await findWallet(db, payment))?.balanceMinor ?? 0n
    },
    /** The log of a payment's user, oldest first: type and minor units. */
    async logOf({ userId }: Payment): Promise<[string, bigint][]> {
      const { rows } = await listTransactions(db, { userId, limit: 100 })
      return rows.map(({ type, amountMinor }): [string, bigint] => [type, amountMinor]).reverse()
    },
    violations: () => verifyLedger(db),
    async close(): Promise<void> {
      await sandbox.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The id of a payment's intent. */
export function intentOf(payment: Payment): string {
  assert(payment.stripePaymentIntentId, 'a payment of this world has an intent')
  return payment.stripePaymentIntentId
}
