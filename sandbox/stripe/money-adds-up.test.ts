import { setTimeout } from 'node:timers/promises'
import fc from 'fast-check'
import type Stripe from 'stripe'
import { expect, onTestFinished, test } from 'vitest'
import { startStripeSandbox } from './server'
import { control, sdk, temporaryDataFile } from './test-sandbox'

const CARDS = [
  'pm_card_visa',
  'pm_card_visa_chargeDeclined',
  'pm_card_pendingRefund',
  'pm_card_refundFail',
  'pm_card_createDispute',
  'pm_card_createDisputeInquiry',
  'pm_card_sandboxProcessing',
  'pm_card_sandboxRefundRequiresAction',
]

/** Something that the merchant, the payer or a bank does. `pick` chooses among what there is. */
const step = fc.record({
  act: fc.constantFrom(
    'pay',
    'hold',
    'capture',
    'cancel',
    'refund',
    'settle refund',
    'dispute',
    'decide',
    'settle',
  ),
  card: fc.constantFrom(...CARDS),
  amount: fc.integer({ min: 50, max: 5000 }),
  pick: fc.nat(20),
  outcome: fc.constantFrom('succeeded', 'failed', 'canceled'),
  verdict: fc.constantFrom('won', 'lost', 'warning_closed', 'escalated'),
  inquiry: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Refusals are part of the play: whatever is refused must leave no trace in the sums. */
async function play(sandbox: { url: string; stripe: Stripe }, { act, pick, ...step }: Step): Promise<void> {
  const { stripe } = sandbox
  const among = <T extends { id: string }>(list: { data: T[] }) =>
    list.data[pick % (list.data.length || 1)]?.id ?? 'none'
  const intent = async () => among(await stripe.paymentIntents.list({ limit: 100 }))
  const refund = async () => among(await stripe.refunds.list({ limit: 100 }))
  const dispute = async () => among(await stripe.disputes.list({ limit: 100 }))
  const paid = { amount: step.amount, currency: 'eur', confirm: true, payment_method: step.card }
  const acts: Record<Step['act'], () => Promise<unknown>> = {
    pay: () => stripe.paymentIntents.create(paid),
    hold: () => stripe.paymentIntents.create({ ...paid, capture_method: 'manual' }),
    capture: async () => stripe.paymentIntents.capture(await intent(), { amount_to_capture: step.amount }),
    cancel: async () => stripe.paymentIntents.cancel(await intent()),
    refund: async () => stripe.refunds.create({ payment_intent: await intent(), amount: step.amount }),
    'settle refund': async () =>
      control(sandbox, `/refunds/${await refund()}/settle`, { outcome: step.outcome }),
    dispute: async () =>
      control(sandbox, '/disputes', {
        payment_intent: await intent(),
        amount: step.amount,
        inquiry: step.inquiry,
      }),
    decide: async () => control(sandbox, `/disputes/${await dispute()}/decide`, { verdict: step.verdict }),
    settle: async () =>
      control(sandbox, `/payment_intents/${await intent()}/settle`, { outcome: step.outcome }),
  }
  await acts[act]().catch((error: Stripe.errors.StripeError) => expect(error.statusCode).toBeLessThan(500))
}

test('whatever merchants, payers and banks do, the money adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const options = {
        port: 0,
        dataFile: temporaryDataFile(),
        webhookSecret: 'whsec_unused',
        lateOutcomeMs: 5,
      }
      const running = await startStripeSandbox(options)
      onTestFinished(() => running.close().catch(() => undefined))
      const sandbox = { url: running.url, stripe: sdk(running) }
      for (const each of steps) await play(sandbox, each)
      // Timers fire in the order they are due, so every bank has decided before this one goes on.
      await setTimeout(4 * options.lateOutcomeMs)
      await checkSums(sandbox.stripe)
      await running.close()
    }),
    { numRuns: 15 },
  )
}, 60_000)

async function checkSums(stripe: Stripe): Promise<void> {
  const all = { limit: 100 }
  const refunds = (await stripe.refunds.list(all)).data
  const disputes = (await stripe.disputes.list(all)).data
  let expected = 0
  for (const charge of (await stripe.charges.list(all)).data) {
    const given = refunds
      .filter(
        (refund) => refund.charge === charge.id && !['canceled', 'failed'].includes(String(refund.status)),
      )
      .reduce((sum, { amount }) => sum + amount, 0)
    // What was held and never taken counts as refunded, with Stripe too.
    const released =
      charge.captured || charge.amount_refunded > 0 ? charge.amount - charge.amount_captured : 0
    expect(charge.amount_refunded).toBe(given + released)
    expect(charge.amount_refunded).toBeLessThanOrEqual(charge.amount)
    expect(charge.refunded).toBe(charge.amount_refunded === charge.amount)
    expected += charge.amount_captured - given
  }
  for (const { balance_transactions: moved, status, amount } of disputes) {
    const taken = ['lost', 'needs_response', 'under_review'].includes(status) ? -amount : 0
    expect(moved.reduce((sum, { net }) => sum + net, 0)).toBe(taken)
    expected += taken
  }
  const balance = await stripe.balance.retrieve()
  expect(balance.available[0]?.amount ?? 0).toBe(expected)
}
