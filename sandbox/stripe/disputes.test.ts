import { expect, test } from 'vitest'
import { errorOf, startTestSandbox } from './test-sandbox'

const PAID = { amount: 134_200, currency: 'rub', confirm: true }

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
  const left = status === 'won' ? 134_200 : 0
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: left }])
  expect(closed.balance_transactions.map(({ amount }) => amount)).toEqual(
    status === 'won' ? [-134_200, 134_200] : [-134_200],
  )
})

test('an inquiry takes no money, lets the charge be refunded, and closes without a verdict', async () => {
  const { stripe } = await startTestSandbox()
  const payment_method = 'pm_card_createDisputeInquiry'
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method })
  const [inquiry] = (await stripe.disputes.list({ payment_intent: intent.id })).data
  expect(inquiry).toMatchObject({
    status: 'warning_needs_response',
    is_charge_refundable: true,
    balance_transactions: [],
    payment_method_details: { card: { case_type: 'inquiry' } },
  })
  expect(await stripe.charges.retrieve(String(intent.latest_charge))).toMatchObject({ disputed: true })
  await stripe.refunds.create({ payment_intent: intent.id, amount: 200 })
  const evidence = { uncategorized_text: 'winning_evidence' }
  const closed = await stripe.disputes.update(inquiry!.id, { evidence })
  expect(closed).toMatchObject({ status: 'warning_closed', balance_transactions: [] })
  const types = (await stripe.events.list({ types: ['charge.dispute.*'] })).data.map(({ type }) => type)
  expect(types.reverse()).toEqual([
    'charge.dispute.created',
    'charge.dispute.updated',
    'charge.dispute.closed',
  ])
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 134_000 }])
})

test('an inquiry can become a chargeback, which is then lost by accepting it', async () => {
  const { stripe } = await startTestSandbox()
  const payment_method = 'pm_card_createDisputeInquiry'
  const intent = await stripe.paymentIntents.create({ ...PAID, payment_method })
  const [inquiry] = (await stripe.disputes.list()).data
  const evidence = { uncategorized_text: 'escalate_inquiry_evidence' }
  const escalated = await stripe.disputes.update(inquiry!.id, { evidence })
  expect(escalated).toMatchObject({ status: 'needs_response', is_charge_refundable: false })
  expect(escalated.balance_transactions).toMatchObject([{ amount: -134_200, reporting_category: 'dispute' }])
  expect(await errorOf(stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
    code: 'charge_disputed',
  })
  expect(await stripe.disputes.close(inquiry!.id)).toMatchObject({ status: 'lost' })
})

test('evidence is staged first and submitted later; files are refused aloud', async () => {
  const { stripe } = await startTestSandbox()
  await stripe.paymentIntents.create({ ...PAID, payment_method: 'pm_card_createDispute' })
  const [dispute] = (await stripe.disputes.list()).data
  const evidence = { uncategorized_text: 'winning_evidence', customer_name: 'Ada' }
  const staged = await stripe.disputes.update(dispute!.id, { evidence, submit: false })
  expect(staged).toMatchObject({
    status: 'needs_response',
    evidence: { customer_name: 'Ada' },
    evidence_details: { has_evidence: true, submission_count: 0 },
  })
  const won = await stripe.disputes.update(dispute!.id, { submit: true, metadata: { case: '7' } })
  expect(won).toMatchObject({
    status: 'won',
    evidence_details: { submission_count: 1 },
    metadata: { case: '7' },
  })
  const file = stripe.disputes.update(dispute!.id, { evidence: { receipt: 'file_1' } })
  expect(await errorOf(file)).toMatchObject({ param: 'evidence[receipt]' })
})

test('a payment that was only held is disputed when its money is taken, and for as much', async () => {
  const { stripe } = await startTestSandbox()
  const held = await stripe.paymentIntents.create({
    ...PAID,
    capture_method: 'manual',
    payment_method: 'pm_card_createDisputeProductNotReceived',
  })
  expect((await stripe.disputes.list()).data).toEqual([])
  await stripe.paymentIntents.capture(held.id, { amount_to_capture: 34_200 })
  expect((await stripe.disputes.list({ charge: String(held.latest_charge) })).data).toMatchObject([
    { amount: 34_200, reason: 'product_not_received', status: 'needs_response' },
  ])
  expect((await stripe.balance.retrieve()).available).toMatchObject([{ amount: 0 }])
})
