import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { verifyLedger } from '@/lib/ledger/verify-ledger'
import { seededRandom } from '@/lib/testing/seeded-random'
import { control } from '@/sandbox/stripe/test-sandbox'
import { startDueTopUps } from '../auto-top-up/start-due-top-ups'
import { ensurePaymentIntent } from '../ensure-payment-intent'
import { openCheckout } from '../open-checkout'
import { paymentsWorld } from '../payments-world.fixture'
import { reconcilePayments } from '../reconcile-payments'
import { runAutomaticPayments } from '../run-automatic-payments'
import { stripeClient } from '../stripe/stripe-client'
import { readAutomaticPayment } from './automatic-payment'
import {
  balanceOf,
  endLeases,
  paymentsOf,
  plantPayer,
  switchOn,
  takenFrom,
  toldOf,
} from './automatic-world.fixture'

const world = paymentsWorld()
const db = () => world.database.db

afterAll(async () => {
  expect(await verifyLedger(db())).toEqual([])
})

/** One payment, paid once, credited once, told once. */
async function expectOne({ userId, card }: { userId: string; card: { stripeCustomerId: string } }) {
  expect(await paymentsOf(db(), userId)).toMatchObject([{ status: 'succeeded', stage: 'over', declines: 0 }])
  expect(await takenFrom(card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
  expect(await balanceOf(db(), userId)).toBe(100_000n)
  expect(await toldOf(db(), userId)).toEqual(['auto_top_up.succeeded'])
}

/** Stripe works again, and whoever was cut off has been gone for long enough. */
async function goOn(): Promise<void> {
  await control(world.sandbox, '/faults/clear')
  await endLeases(world.database.owner)
  await runAutomaticPayments(db())
}

test('cut off after the payment was written down', async () => {
  const payer = await plantPayer(db())
  await switchOn(db(), payer.userId)
  expect(await startDueTopUps(db())).toBe(1)
  expect(await startDueTopUps(db())).toBe(0)
  await runAutomaticPayments(db())
  await expectOne(payer)
})

test('cut off after the intent was made', async () => {
  const payer = await plantPayer(db())
  await switchOn(db(), payer.userId)
  await startDueTopUps(db())
  const [begun] = await paymentsOf(db(), payer.userId)
  const { payment } = await readAutomaticPayment(db(), begun?.id ?? '')
  await ensurePaymentIntent(db(), payment)
  await runAutomaticPayments(db())
  await expectOne(payer)
})

const CALLS = ['/v1/payment_intents', '/v1/payment_intents/*/confirm']
const FAULTS = [
  { kind: 'drop', works: false },
  { kind: 'drop', works: true },
  { kind: 'error', status: 503, works: false },
]
test.each(CALLS.flatMap((path) => FAULTS.map((fault) => [path, fault] as const)))(
  'a call of %s that goes wrong (%j) is not made twice',
  async (path, fault) => {
    const payer = await plantPayer(db())
    await switchOn(db(), payer.userId)
    await control(world.sandbox, '/faults', { path, method: 'POST', times: 9, ...fault })
    await runAutomaticPayments(db())
    expect(await paymentsOf(db(), payer.userId)).toMatchObject([{ status: 'pending', declines: 0 }])
    // At rest it is left alone, and nothing else is begun for the wallet.
    expect(await runAutomaticPayments(db())).toEqual({ topUps: 0, recurring: 0, workedOn: 0 })
    await goOn()
    await expectOne(payer)
  },
)

test('a charge that Stripe carried out and keeps answering with a failure of its own is found by its intent', async () => {
  const payer = await plantPayer(db())
  await switchOn(db(), payer.userId)
  const fault = {
    path: '/v1/payment_intents/*/confirm',
    method: 'POST',
    kind: 'error',
    status: 500,
    works: true,
  }
  await control(world.sandbox, '/faults', { ...fault, times: 9 })
  await runAutomaticPayments(db())
  await goOn()
  await expectOne(payer)
})

test('cut off after the card was charged and before that was read: the sweeper, the user or the next run credits it', async () => {
  for (const credit of ['run', 'sweeper', 'user'] as const) {
    const payer = await plantPayer(db())
    await switchOn(db(), payer.userId)
    const { retrieve } = stripeClient().paymentIntents
    const asked = vi.spyOn(stripeClient().paymentIntents, 'retrieve')
    asked
      .mockImplementationOnce(retrieve.bind(stripeClient().paymentIntents))
      .mockRejectedValue(new Error('killed'))
    await runAutomaticPayments(db())
    asked.mockRestore()
    expect(await takenFrom(payer.card.stripeCustomerId)).toEqual({ count: 1, sum: 100_000 })
    expect(await balanceOf(db(), payer.userId)).toBe(0n)
    const [paid] = await paymentsOf(db(), payer.userId)
    if (credit === 'sweeper') {
      await world.database.owner`update payments set next_check_at = now() where id = ${paid?.id ?? ''}`
      await reconcilePayments(db())
    }
    if (credit === 'user') await openCheckout(db(), { userId: payer.userId, paymentId: paid?.id ?? '' })
    if (credit !== 'run') expect(await balanceOf(db(), payer.userId)).toBe(100_000n)
    await goOn()
    await expectOne(payer)
  }
})

test('cut off after a decline and before that was recorded: it counts once', async () => {
  const { userId } = await plantPayer(db(), { card: 'pm_card_chargeCustomerFail' })
  await switchOn(db(), userId)
  const { retrieve } = stripeClient().paymentIntents
  const asked = vi.spyOn(stripeClient().paymentIntents, 'retrieve')
  asked
    .mockImplementationOnce(retrieve.bind(stripeClient().paymentIntents))
    .mockRejectedValue(new Error('killed'))
  await runAutomaticPayments(db())
  asked.mockRestore()
  expect(await paymentsOf(db(), userId)).toMatchObject([{ declines: 0 }])
  await goOn()
  const [payment] = await paymentsOf(db(), userId)
  expect(payment).toMatchObject({ declines: 1, stage: 'charge' })
  const charges = await stripeClient().charges.list({ payment_intent: payment?.intentId ?? '' })
  expect(charges.data).toHaveLength(1)
})

test('a charge that the bank thinks about is waited for, and its late decline counts', {
  timeout: 30_000,
}, async () => {
  await control(world.sandbox, '/bank', { decides_after_ms: 60_000 })
  const late = await plantPayer(db())
  const failing = await plantPayer(db())
  const acts = (payer: typeof late, as: string) =>
    control(world.sandbox, `/payment_methods/${payer.card.stripePaymentMethodId}`, { acts_as: as })
  await acts(late, 'pm_card_sandboxProcessing')
  await acts(failing, 'pm_card_sandboxProcessingFails')
  await switchOn(db(), late.userId)
  await switchOn(db(), failing.userId)
  await runAutomaticPayments(db())
  const settle = async (payer: typeof late, outcome: string) => {
    const [payment] = await paymentsOf(db(), payer.userId)
    expect(payment).toMatchObject({ status: 'pending', stage: 'charge', declines: 0 })
    await control(world.sandbox, `/payment_intents/${payment?.intentId}/settle`, { outcome })
  }
  await settle(late, 'succeeded')
  await settle(failing, 'failed')
  await goOn()
  await expectOne(late)
  expect(await paymentsOf(db(), failing.userId)).toMatchObject([{ status: 'pending', declines: 1 }])
})

test.each([
  ['succeeded', 0],
  ['failed', 1],
])(
  'a user who pays by the link as the card is to be charged has declined nothing, and the bank has %s',
  async (outcome, declines) => {
    await control(world.sandbox, '/bank', { decides_after_ms: 60_000 })
    const payer = await plantPayer(db())
    await switchOn(db(), payer.userId)
    await startDueTopUps(db())
    const [begun] = await paymentsOf(db(), payer.userId)
    const { payment } = await readAutomaticPayment(db(), begun?.id ?? '')
    const { stripePaymentIntentId: intentId } = await ensurePaymentIntent(db(), payment)
    const before = await stripeClient().paymentIntents.retrieve(intentId ?? '')
    await world.pay({ stripePaymentIntentId: intentId }, 'pm_card_sandboxProcessing')
    const asked = vi.spyOn(stripeClient().paymentIntents, 'retrieve').mockResolvedValueOnce(before as never)
    await runAutomaticPayments(db())
    asked.mockRestore()
    expect(await paymentsOf(db(), payer.userId)).toMatchObject([
      { status: 'pending', stage: 'charge', declines: 0 },
    ])
    expect(await toldOf(db(), payer.userId)).toEqual([])
    await control(world.sandbox, `/payment_intents/${intentId}/settle`, { outcome })
    await goOn()
    await goOn()
    const [after] = await paymentsOf(db(), payer.userId)
    expect(after).toMatchObject({ status: declines === 0 ? 'succeeded' : 'pending', declines })
  },
)

test('killed at any moment, again and again: each wallet is topped up once', {
  timeout: 120_000,
}, async () => {
  const random = seededRandom(20_260_310)
  const payers = await Promise.all(Array.from({ length: 12 }, () => plantPayer(db())))
  for (const { userId } of payers) await switchOn(db(), userId)
  const script = fileURLToPath(new URL('./automatic-process.fixture.ts', import.meta.url))
  for (let round = 0; round < 8; round += 1) {
    const env = { ...process.env, STRIPE_API_BASE: world.sandbox.url }
    const child = spawn(process.execPath, ['--import', 'tsx', script, world.database.url], { env })
    const gone = once(child, 'exit')
    const began = once(child.stdout, 'data').then(() => true)
    // One that dies by itself has not been killed.
    expect(await Promise.race([began, gone.then(() => false)])).toBe(true)
    await sleep(random() * 250)
    child.kill('SIGKILL')
    await gone
    await endLeases(world.database.owner)
  }
  await goOn()
  for (const payer of payers) await expectOne(payer)
})
