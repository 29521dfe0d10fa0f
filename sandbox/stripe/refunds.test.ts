import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { errorOf, startTestSandbox, temporaryDataFile } from './test-sandbox'

const PAID = { amount: 134_200, currency: 'rub', confirm: true }

test('refunds add up to what was paid and no more', async () => {
  const { stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_visa' })
  const part = await stripe.refunds.create({
    payment_intent: intent.id,
    amount: 34_200,
    reason: 'requested_by_customer',
  })
  expect(part).toMatchObject({ status: 'succeeded', amount: 34_200, charge: intent.latest_charge })
  const error = await errorOf(stripe.refunds.create({ payment_intent: intent.id, amount: 100_001 }))
  expect(error.message).toContain('greater than unrefunded amount')
  expect(await stripe.refunds.create({ charge: String(intent.latest_charge) })).toMatchObject({
    amount: 100_000,
  })
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: 'charge_already_refunded',
  })
  const charge = await stripe.charges.retrieve(String(intent.latest_charge), { expand: ['refunds'] })
  expect(charge).toMatchObject({ amount_refunded: 134_200, refunded: true })
  expect(charge.refunds?.data.map(({ amount }) => amount)).toEqual([100_000, 34_200])
  expect((await stripe.refunds.list({ payment_intent: intent.id })).data).toHaveLength(2)
})

test.each([
  ['pm_card_pendingRefund', 'pending', 'succeeded', 500],
  ['pm_card_refundFail', 'succeeded', 'failed', 0],
])('a refund to %s is %s, and %s a moment later', async (payment_method, begins, ends, refunded) => {
  const { stripe } = await startTestSandbox({ lateOutcomeMs: 5 })
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method })
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500 })
  expect(refund.status).toBe(begins)
  await expect.poll(async () => (await stripe.refunds.retrieve(refund.id)).status).toBe(ends)
  expect(await stripe.charges.retrieve(String(refund.charge))).toMatchObject({ amount_refunded: refunded })
  const types = (await stripe.events.list({ types: ['refund.*'] })).data.map(({ type }) => type)
  expect(types).toContain(ends === 'failed' ? 'refund.failed' : 'refund.updated')
})

test('what was undecided when the sandbox stopped is decided after it starts again', async () => {
  const dataFile = temporaryDataFile()
  const first = await startTestSandbox({ dataFile, lateOutcomeMs: 60_000 })
  const intent = await first.stripe.paymentIntents.create({
    ...PAID,
    payment_method: 'pm_card_sandboxProcessing',
  })
  expect(intent).toMatchObject({ status: 'processing', amount_received: 0 })
  await first.close()
  // As if the minute had passed meanwhile.
  const journal = readFileSync(dataFile, 'utf8').replace(/"dueAt":\d+/, '"dueAt":1')
  writeFileSync(dataFile, journal)
  const { stripe } = await startTestSandbox({ dataFile })
  await expect.poll(async () => (await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
  expect((await stripe.events.list({ type: 'payment_intent.succeeded' })).data).toHaveLength(1)
})

test('a payment that fails while processing can be paid with another card', async () => {
  const { stripe } = await startTestSandbox({ lateOutcomeMs: 5 })
  const { id } = await stripe.paymentIntents.create({
    ...PAID,
    payment_method: 'pm_card_sandboxProcessingFails',
  })
  await expect
    .poll(async () => (await stripe.paymentIntents.retrieve(id)).status)
    .toBe('requires_payment_method')
  expect(await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_visa' })).toMatchObject({
    status: 'succeeded',
  })
})

test.each([
  ['winning_evidence', 'won', ['closed', 'created', 'funds_reinstated', 'funds_withdrawn', 'updated']],
  ['losing_evidence', 'lost', ['closed', 'created', 'funds_withdrawn', 'updated']],
])('a disputed payment with %s is %s', async (uncategorized_text, status, types) => {
  const { stripe } = await startTestSandbox()
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_createDispute' })
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data
  expect(dispute).toMatchObject({ status: 'needs_response', amount: 134_200, charge: intent.latest_charge })
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: 'charge_disputed',
  })
  const closed = await stripe.disputes.update(dispute?.id ?? '', { evidence: { uncategorized_text } })
  expect(closed.status).toBe(status)
  const events = (await stripe.events.list({ types: ['charge.dispute.*'] })).data
  expect(events.map(({ type }) => type.replace('charge.dispute.', '')).sort()).toEqual(types)
  expect(await errorOf(stripe.disputes.close(closed.id))).toMatchObject({ statusCode: 400 })
})
