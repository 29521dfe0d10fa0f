import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { POST as webhook } from '@/app/api/webhooks/stripe/route'
import type { Database } from '@/db/client'
import { jobs } from '@/inngest/jobs'
import { createPayment } from '@/lib/payments/create-payment'
import { readPayment } from '@/lib/payments/payment'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { serveHandler } from '@/lib/testing/serve-handler'
import settings from '@/lib/testing/test-settings.json' with { type: 'json' }
import { startStripeSandbox } from '@/sandbox/stripe/server'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type BenchResult, percentile } from './result'
import type { ScratchServer } from './scratch-server'

const WITH_WEBHOOKS = 200
const AT_ONCE = 8

/** Seconds after a tick of the scheduler at which somebody pays: right after it is the worst that can happen. */
const PAID_AFTER_TICK_S = [0.2, 0.5, 1, 2, 5, 15, 30, 45, 55, 58]
const TICK_MS = 60_000

/** What waits for longer than this has failed. */
const BOUND_MS = 180_000

/** The jobs by which a payment is found that no webhook told of. */
const FINDERS = ['process-stripe-events', 'collect-stripe-events', 'reconcile-payments']

/** From the moment Stripe has the money until it is on the balance: told by webhook, and told by nobody. */
export async function benchPaymentsCredited(server: ScratchServer): Promise<BenchResult[]> {
  const { db } = await server.openDatabase('payments', { connections: 20 })
  serveFrom(db)
  const receiver = await serveHandler(webhook)
  const sandbox = await startStripeSandbox({
    port: 0,
    dataFile: path.join(server.folder, 'stripe.jsonl'),
    webhookUrl: `${receiver.url}/api/webhooks/stripe`,
    webhookSecret: settings.STRIPE_WEBHOOK_SECRET,
  })
  Object.assign(process.env, settings, { STRIPE_API_BASE: sandbox.url })
  try {
    const told = await payMany(db)
    await control(sandbox, '/webhooks', { lose: 'all' })
    const untold = await payBetweenTicks(db)
    return [resultOf('webhook', told, 5), resultOf('no-webhook', untold, 120)]
  } finally {
    await sandbox.close()
    await receiver.close()
  }
}

function resultOf(name: string, waitedMs: number[], boundS: number): BenchResult {
  const p95 = percentile(waitedMs, 0.95) / 1000
  const seconds = (part: number) => Number((percentile(waitedMs, part) / 1000).toFixed(3))
  return {
    name: `paid-to-credited-${name}`,
    ratio: p95 / boundS,
    target: 1,
    better: 'lower',
    yardstick: `${boundS} s; the figure is the 95th percentile from paid to credited`,
    detail: { payments: waitedMs.length, p50: seconds(0.5), p95: seconds(0.95), most: seconds(1) },
  }
}

async function payMany(db: Database): Promise<number[]> {
  const waited: number[] = []
  const payer = async () => {
    while (waited.length < WITH_WEBHOOKS) waited.push(await payOnce(db, 10))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, payer))
  return waited
}

/** The scheduler ticks by the minute, as where there is no Inngest. */
async function payBetweenTicks(db: Database): Promise<number[]> {
  const finders = jobs.filter(({ id }) => FINDERS.includes(id))
  let lastTick: Promise<unknown> = Promise.resolve()
  const tick = () => {
    lastTick = Promise.allSettled(finders.map(({ run }) => run(db)))
  }
  tick()
  const ticking = setInterval(tick, TICK_MS)
  try {
    const payers = PAID_AFTER_TICK_S.flatMap((afterS) =>
      Array.from({ length: 2 }, async () => {
        await sleep(afterS * 1000)
        return payOnce(db, 200)
      }),
    )
    return await Promise.all(payers)
  } finally {
    clearInterval(ticking)
    await lastTick
  }
}

/** @returns how many milliseconds it took from paid to credited. */
async function payOnce(db: Database, lookEveryMs: number): Promise<number> {
  const userId = await plantUser(db)
  const wish = { userId, amountMinor: 134_200n, currency: 'RUB', description: 'Bench' }
  const { id: paymentId, stripePaymentIntentId } = await createPayment(db, wish)
  await stripeClient().paymentIntents.confirm(stripePaymentIntentId ?? '', {
    payment_method: 'pm_card_visa',
    return_url: settings.APP_URL,
  })
  const paidAt = performance.now()
  while ((await readPayment(db, { userId, paymentId })).status !== 'succeeded') {
    if (performance.now() - paidAt > BOUND_MS)
      throw new Error(`Payment ${paymentId} was paid and not credited.`)
    await sleep(lookEveryMs)
  }
  return performance.now() - paidAt
}
