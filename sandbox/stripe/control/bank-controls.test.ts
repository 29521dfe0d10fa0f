import type Stripe from 'stripe'
import { expect, test } from 'vitest'
import { control, errorOf, startTestSandbox } from '../test-sandbox'

const PAID = { amount: 1000, currency: 'eur', confirm: true, payment_method: 'pm_card_visa' }

async function startPaid() {
  const sandbox = await startTestSandbox({ lateOutcomeMs: 60_000 })
  const intent = await sandbox.stripe.paymentIntents.create({ ...PAID, metadata: { order: '7' } })
  return { sandbox, stripe: sandbox.stripe, intent, charge: String(intent.latest_charge) }
}

async function typesOf(stripe: Stripe, pattern: string): Promise<string[]> {
  return (await stripe.events.list({ types: [pattern] })).data.map(({ type }) => type).reverse()
}

test('somebody refunds in the Dashboard: the app hears of a refund it never asked for', async () => {
  const { sandbox, stripe, intent, charge } = await startPaid()
  const { body } = await control(sandbox, '/refunds', { payment_intent: intent.id, amount: 300 })
  expect(await stripe.refunds.retrieve(body.id)).toMatchObject({
    status: 'succeeded',
    amount: 300,
    metadata: {},
    charge,
  })
  const [event] = (await stripe.events.list({ type: 'refund.created' })).data
  expect(event?.request?.idempotency_key).toBeNull()
  const tooMuch = await control(sandbox, '/refunds', { payment_intent: intent.id, amount: 701 })
  expect(tooMuch).toMatchObject({ status: 400, body: { error: { param: 'amount' } } })
})

test.each([
  ['pending', 'succeeded', 300],
  ['pending', 'failed', 0],
  ['pending', 'canceled', 0],
  ['requires_action', 'succeeded', 300],
  ['succeeds', 'failed', 0],
])('a refund that is %s is settled as %s by hand', async (outcome, settled, refunded) => {
  const { sandbox, stripe, intent, charge } = await startPaid()
  const params = { payment_intent: intent.id, amount: 300, outcome }
  const { id } = (await control(sandbox, '/refunds', params)).body
  const answer = await control(sandbox, `/refunds/${id}/settle`, { outcome: settled })
  expect(answer.body).toMatchObject({ id, status: settled })
  expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: settled })
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ amount_refunded: refunded })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1000 - refunded }])
  expect(await typesOf(stripe, 'refund.failed')).toHaveLength(settled === 'failed' ? 1 : 0)
  expect((await control(sandbox, `/refunds/${id}/settle`, { outcome: 'canceled' })).status).toBe(400)
})

test('part of a charge is disputed by a control call, and won', async () => {
  const { sandbox, stripe, intent, charge } = await startPaid()
  const params = { payment_intent: intent.id, amount: 400, reason: 'duplicate' }
  const { body: opened } = await control(sandbox, '/disputes', params)
  expect(await stripe.disputes.retrieve(opened.id)).toMatchObject({
    amount: 400,
    charge,
    reason: 'duplicate',
    status: 'needs_response',
  })
  expect(await stripe.charges.retrieve(charge)).toMatchObject({ disputed: true })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 600 }])
  expect((await control(sandbox, '/disputes', { charge, amount: 601 })).status).toBe(400)
  await control(sandbox, `/disputes/${opened.id}/decide`, { verdict: 'won' })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 1000 }])
  expect(await typesOf(stripe, 'charge.dispute.*')).toEqual([
    'charge.dispute.created',
    'charge.dispute.funds_withdrawn',
    'charge.dispute.closed',
    'charge.dispute.funds_reinstated',
  ])
  const again = await control(sandbox, `/disputes/${opened.id}/decide`, { verdict: 'lost' })
  expect(again).toMatchObject({ status: 400, body: { error: { param: 'verdict' } } })
})

test('an inquiry escalates into a chargeback, stops the refund under way, and is lost', async () => {
  const { sandbox, stripe, intent, charge } = await startPaid()
  const { body: inquiry } = await control(sandbox, '/disputes', { charge, inquiry: true })
  const pending = { payment_intent: intent.id, amount: 300, outcome: 'pending' }
  const { id: refund } = (await control(sandbox, '/refunds', pending)).body
  expect((await control(sandbox, `/disputes/${inquiry.id}/decide`, { verdict: 'won' })).status).toBe(400)
  await control(sandbox, `/disputes/${inquiry.id}/decide`, { verdict: 'escalated' })
  expect(await stripe.refunds.retrieve(refund)).toMatchObject({
    status: 'failed',
    failure_reason: 'charge_for_pending_refund_disputed',
  })
  await control(sandbox, `/disputes/${inquiry.id}/decide`, { verdict: 'lost' })
  expect(await stripe.disputes.retrieve(inquiry.id)).toMatchObject({ status: 'lost' })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }])
})

test('a charge that was refunded in full cannot be disputed', async () => {
  const { sandbox, stripe, intent } = await startPaid()
  await stripe.refunds.create({ payment_intent: intent.id })
  expect((await control(sandbox, '/disputes', { payment_intent: intent.id })).status).toBe(400)
})

test.each(['succeeded', 'failed'])('a processing payment is settled as %s by hand', async (outcome) => {
  const { sandbox, stripe } = await startPaid()
  const payment_method = 'pm_card_sandboxProcessing'
  const { id } = await stripe.paymentIntents.create({ ...PAID, payment_method })
  const status = outcome === 'failed' ? 'requires_payment_method' : 'succeeded'
  const settled = await control(sandbox, `/payment_intents/${id}/settle`, { outcome })
  expect(settled.body).toMatchObject({ id, status })
  expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ status })
  expect((await control(sandbox, `/payment_intents/${id}/settle`, { outcome })).status).toBe(400)
})

test('how long a bank thinks is set while the sandbox runs', async () => {
  const { sandbox, stripe } = await startPaid()
  await control(sandbox, '/bank', { decides_after_ms: 10 })
  const payment_method = 'pm_card_sandboxProcessing'
  const { id } = await stripe.paymentIntents.create({ ...PAID, payment_method })
  await expect.poll(async () => (await stripe.paymentIntents.retrieve(id)).status).toBe('succeeded')
})

test('a saved card turns bad', async () => {
  const { sandbox, stripe } = await startPaid()
  const customer = await stripe.customers.create({ payment_method: 'pm_card_visa' })
  const [method] = (await stripe.customers.listPaymentMethods(customer.id)).data
  const params = { ...PAID, customer: customer.id, payment_method: method!.id, off_session: true }
  expect(await stripe.paymentIntents.create(params)).toMatchObject({ status: 'succeeded' })
  const acts_as = 'pm_card_visa_chargeDeclinedInsufficientFunds'
  expect((await control(sandbox, `/payment_methods/${method!.id}`, { acts_as })).status).toBe(200)
  expect(await errorOf(stripe.paymentIntents.create(params))).toMatchObject({
    decline_code: 'insufficient_funds',
    payment_intent: { status: 'requires_payment_method' },
  })
})
