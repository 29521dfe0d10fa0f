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

test('a refund that fails gives the charge and the balance their money back', async () => {
  const { stripe } = await startTestSandbox({ lateOutcomeMs: 5 })
  const available = async () => (await stripe.balance.retrieve()).available[0]?.amount
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_refundFail' })
  expect(await available()).toBe(134_200)
  const { id } = await stripe.refunds.create({ payment_intent: intent.id })
  expect(await stripe.refunds.retrieve(id, { expand: ['balance_transaction'] })).toMatchObject({
    balance_transaction: { amount: -134_200, type: 'refund', source: id },
  })
  await expect.poll(async () => (await stripe.refunds.retrieve(id)).status).toBe('failed')
  const failed = await stripe.refunds.retrieve(id, { expand: ['failure_balance_transaction'] })
  expect(failed).toMatchObject({
    failure_reason: 'expired_or_canceled_card',
    failure_balance_transaction: { amount: 134_200, type: 'refund_failure', net: 134_200 },
  })
  expect(await available()).toBe(134_200)
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({
    amount_refunded: 0,
    refunded: false,
  })
  const types = (await stripe.events.list({ types: ['refund.*', 'charge.refund.*'] })).data
  expect(types.map(({ type }) => type).reverse()).toEqual([
    'refund.created',
    'refund.updated',
    'charge.refund.updated',
    'refund.failed',
  ])
  // What has come back can be refunded again.
  expect(await stripe.refunds.create({ payment_intent: intent.id })).toMatchObject({ amount: 134_200 })
})

test('a refund that waits for the payer can be canceled, once, and no other can', async () => {
  const { stripe } = await startTestSandbox()
  const payment_method = 'pm_card_sandboxRefundRequiresAction'
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method })
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 500 })
  expect(refund).toMatchObject({ status: 'requires_action', next_action: { type: 'display_details' } })
  const canceled = await stripe.refunds.cancel(refund.id)
  expect(canceled).toMatchObject({ status: 'canceled', failure_reason: 'merchant_request' })
  expect(canceled.next_action).toBeUndefined()
  expect(await errorOf(stripe.refunds.cancel(refund.id))).toMatchObject({ statusCode: 400 })
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({ amount_refunded: 0 })
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 134_200, currency: 'rub' }])
})

test('the balance is the sum of its transactions, by currency', async () => {
  const { stripe } = await startTestSandbox()
  const rub = await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_visa' })
  const held = await stripe.paymentIntents.create({
    ...PAID,
    currency: 'usd',
    capture_method: 'manual',
    payment_method: 'pm_card_visa',
  })
  await stripe.refunds.create({ payment_intent: rub.id, amount: 200 })
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 1000 })
  expect((await stripe.balance.retrieve()).available).toMatchObject([
    { amount: 134_000, currency: 'rub' },
    { amount: 1000, currency: 'usd' },
  ])
  const list = await stripe.balanceTransactions.list({ currency: 'rub' })
  expect(list.data.map(({ amount, type }) => [type, amount])).toEqual([
    ['refund', -200],
    ['charge', 134_200],
  ])
  const charge = await stripe.charges.retrieve(String(rub.latest_charge))
  const booked = await stripe.balanceTransactions.retrieve(String(charge.balance_transaction))
  expect(booked).toMatchObject({ amount: 134_200, source: charge.id, status: 'available' })
  expect((await stripe.balanceTransactions.list({ source: charge.id })).data).toEqual([booked])
})
