import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import Stripe from 'stripe'
import { expect, test } from 'vitest'
import { errorOf, startReceiver, startTestSandbox, temporaryDataFile, WEBHOOK_SECRET } from './test-sandbox'

const PAID = { amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' }

test('each change is told by a webhook with a signature that the SDK verifies', async () => {
  const receiver = await startReceiver()
  const { stripe } = await startTestSandbox({ webhookUrl: receiver.url })
  const intent = await stripe.paymentIntents.create(PAID, { idempotencyKey: 'pay-1' })
  await stripe.refunds.create({ payment_intent: intent.id, amount: 200 })
  await receiver.waitFor(5)
  expect(receiver.types().sort()).toEqual([
    'charge.refunded',
    'charge.succeeded',
    'payment_intent.created',
    'payment_intent.succeeded',
    'refund.created',
  ])
  for (const { payload, signature } of receiver.received) {
    const event = stripe.webhooks.constructEvent(payload, signature, WEBHOOK_SECRET)
    expect(event).toMatchObject({ object: 'event', api_version: Stripe.API_VERSION, livemode: false })
    expect(() => stripe.webhooks.constructEvent(`${payload} `, signature, WEBHOOK_SECRET)).toThrow()
    if (event.type !== 'payment_intent.succeeded') continue
    expect(event.data.object).toMatchObject({ id: intent.id, status: 'succeeded', amount_received: 500 })
    expect(event.request?.idempotency_key).toBe('pay-1')
  }
})

test.each([
  ['pm_card_chargeDeclined', ['charge.failed', 'payment_intent.created', 'payment_intent.payment_failed']],
  ['pm_card_authenticationRequired', ['payment_intent.created', 'payment_intent.requires_action']],
])('%s is told by %o', async (payment_method, types) => {
  const { stripe } = await startTestSandbox()
  await stripe.paymentIntents.create({ ...PAID, payment_method }).catch(() => undefined)
  expect((await stripe.events.list()).data.map(({ type }) => type).sort()).toEqual(types)
})

test('a webhook that fails is sent again until a 2xx', async () => {
  const receiver = await startReceiver((count) => (count < 4 ? 500 : 200))
  const gaps = { webhookRetryGapsMs: [1, 2, 3] }
  const { stripe } = await startTestSandbox({ webhookUrl: receiver.url, ...gaps })
  const customer = await stripe.customers.create({})
  await receiver.waitFor(4)
  expect(receiver.types()).toEqual(Array(4).fill('customer.created'))
  expect(new Set(receiver.received.map(({ payload }) => JSON.parse(payload).id)).size).toBe(1)
  // The answer to the last attempt is written down after it was received here.
  await expect.poll(async () => (await stripe.events.list({ delivery_success: true })).data.length).toBe(1)
  const [event] = (await stripe.events.list()).data
  expect(event).toMatchObject({ pending_webhooks: 0, data: { object: { id: customer.id } } })
})

test('after a restart the state is there and undelivered webhooks are sent', async () => {
  const dataFile = temporaryDataFile()
  const deaf = await startReceiver(() => 503)
  const first = await startTestSandbox({ dataFile, webhookUrl: deaf.url })
  const intent = await first.stripe.paymentIntents.create(PAID, { idempotencyKey: 'pay-2' })
  await deaf.waitFor(3)
  await first.close()

  const receiver = await startReceiver()
  const second = await startTestSandbox({ dataFile, webhookUrl: receiver.url })
  await receiver.waitFor(3)
  expect(receiver.types()).toContain('payment_intent.succeeded')
  expect(await second.stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' })
  const replayed = await second.stripe.paymentIntents.create(PAID, { idempotencyKey: 'pay-2' })
  expect(replayed.id).toBe(intent.id)
  await expect
    .poll(async () => (await second.stripe.events.list({ delivery_success: false })).data)
    .toEqual([])
  await second.close()

  const quiet = await startReceiver()
  const third = await startTestSandbox({ dataFile, webhookUrl: quiet.url })
  await third.stripe.customers.create({})
  await quiet.waitFor(1)
  expect(quiet.types()).toEqual(['customer.created'])
})

test('a line torn by a kill is as if its call had never been; the next one is written after it', async () => {
  const dataFile = temporaryDataFile()
  const first = await startTestSandbox({ dataFile })
  const customer = await first.stripe.customers.create({ name: 'Ada' })
  await first.close()
  const whole = readFileSync(dataFile, 'utf8')
  appendFileSync(dataFile, whole.slice(0, 50))

  const second = await startTestSandbox({ dataFile })
  expect((await second.stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id])
  await second.stripe.customers.create({ name: 'Grace' })
  await second.close()
  const third = await startTestSandbox({ dataFile })
  expect((await third.stripe.customers.list()).data).toHaveLength(2)
  await third.close()

  writeFileSync(dataFile, `{damaged\n${whole}`)
  await expect(startTestSandbox({ dataFile })).rejects.toThrow('line 1 is damaged')
})

test('events are listed by type, by time and by page', async () => {
  const { stripe } = await startTestSandbox()
  for (let i = 0; i < 3; i++) await stripe.paymentIntents.create(PAID)
  const created = await stripe.events.list({ type: 'payment_intent.created' })
  expect(created.data).toHaveLength(3)
  expect((await stripe.events.list({ types: ['charge.*'] })).data).toHaveLength(3)
  expect(await errorOf(stripe.events.list({ type: 'charge.*', types: ['charge.*'] }))).toMatchObject({
    code: 'parameters_exclusive',
  })
  const first = await stripe.events.list({ limit: 4 })
  const second = await stripe.events.list({ limit: 100, starting_after: first.data[3]?.id ?? '' })
  expect([first.has_more, second.has_more]).toEqual([true, false])
  const ids = new Set([...first.data, ...second.data].map(({ id }) => id))
  expect(ids.size).toBe(9)
  const now = Math.floor(Date.now() / 1000)
  expect((await stripe.events.list({ created: { gte: now - 60, lte: now } })).data).toHaveLength(9)
  expect((await stripe.events.list({ created: { lt: now - 60 } })).data).toHaveLength(0)
  const event = created.data[0]
  expect(await stripe.events.retrieve(event?.id ?? '')).toEqual(event)
  expect(await errorOf(stripe.events.retrieve('evt_none'))).toMatchObject({ code: 'resource_missing' })
})

test('an update names the former values', async () => {
  const { stripe } = await startTestSandbox()
  const customer = await stripe.customers.create({ email: 'a@example.com', metadata: { a: '1', b: '2' } })
  const updated = await stripe.customers.update(customer.id, { email: 'b@example.com', metadata: { a: '' } })
  expect(updated).toMatchObject({ email: 'b@example.com', metadata: { b: '2' } })
  const [event] = (await stripe.events.list({ type: 'customer.updated' })).data
  expect(event?.data.previous_attributes).toEqual({ email: 'a@example.com', metadata: { a: '1', b: '2' } })
})
