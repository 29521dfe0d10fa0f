import { expect, test } from 'vitest'
import { control, startReceiver, startTestSandbox, temporaryDataFile, WEBHOOK_SECRET } from '../test-sandbox'

const PAID = { amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_visa' }
const TYPES = ['payment_intent.created', 'charge.succeeded', 'payment_intent.succeeded']

async function start() {
  const receiver = await startReceiver()
  const sandbox = await startTestSandbox({ webhookUrl: receiver.url })
  const turn = (switches: Record<string, unknown>) => control(sandbox, '/webhooks', switches)
  return { receiver, sandbox, stripe: sandbox.stripe, turn }
}

/** Long enough for a webhook to arrive that should not. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 150))

test('paused webhooks wait, and are released in the order that is asked for', async () => {
  const { receiver, sandbox, stripe, turn } = await start()
  expect((await turn({ paused: true })).body).toMatchObject({ paused: true, delay_ms: 0, copies: 1 })
  await stripe.paymentIntents.create(PAID)
  await quiet()
  expect(receiver.received).toEqual([])
  expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(3)
  const answer = await control(sandbox, '/webhooks/release', { order: 'reversed' })
  expect(answer.body).toEqual({ released: 3 })
  await receiver.waitFor(3)
  expect(receiver.types()).toEqual([...TYPES].reverse())
  await stripe.customers.create({})
  await receiver.waitFor(4)
})

test('ending the pause sends what was held back, with the copies that are asked for', async () => {
  const { receiver, stripe, turn } = await start()
  await turn({ paused: true })
  await stripe.customers.create({})
  await turn({ copies: 2 })
  await quiet()
  expect(receiver.received).toEqual([])
  expect((await turn({ paused: false })).body).toMatchObject({ paused: false, copies: 2 })
  await receiver.waitFor(2)
  expect(receiver.types()).toEqual(['customer.created', 'customer.created'])
})

test('while they are paused, what failed is not tried again', async () => {
  const receiver = await startReceiver((count) => (count === 1 ? 500 : 200))
  const sandbox = await startTestSandbox({ webhookUrl: receiver.url, webhookRetryGapsMs: [50] })
  await sandbox.stripe.customers.create({})
  await receiver.waitFor(1)
  await control(sandbox, '/webhooks', { paused: true })
  await quiet()
  expect(receiver.received).toHaveLength(1)
  await control(sandbox, '/webhooks/release')
  await receiver.waitFor(2)
})

test('webhooks come late', async () => {
  const { receiver, stripe, turn } = await start()
  await turn({ delay_ms: 300 })
  const before = Date.now()
  await stripe.customers.create({})
  await quiet()
  expect(receiver.received).toEqual([])
  await receiver.waitFor(1)
  expect(Date.now() - before).toBeGreaterThanOrEqual(300)
})

test('webhooks come several times, each copy signed', async () => {
  const { receiver, stripe, turn } = await start()
  await turn({ copies: 3 })
  const customer = await stripe.customers.create({})
  await receiver.waitFor(3)
  const ids = receiver.received.map(({ payload, signature }) => {
    const event = stripe.webhooks.constructEvent(payload, signature, WEBHOOK_SECRET)
    expect(event.data.object).toMatchObject({ id: customer.id })
    return event.id
  })
  expect(new Set(ids).size).toBe(1)
  await expect.poll(async () => (await stripe.events.list({ delivery_success: true })).data.length).toBe(1)
})

test('webhooks come in the wrong order', async () => {
  const { receiver, stripe, turn } = await start()
  await turn({ reorder: true })
  await stripe.paymentIntents.create(PAID)
  await receiver.waitFor(3)
  expect(receiver.types()).toEqual([...TYPES].reverse())
})

test('the next webhooks are lost, are found as undelivered, and can be sent again by hand', async () => {
  const { receiver, sandbox, stripe, turn } = await start()
  await turn({ lose: 2 })
  await stripe.paymentIntents.create(PAID)
  await receiver.waitFor(1)
  await quiet()
  expect(receiver.types()).toEqual(['payment_intent.succeeded'])
  const lost = (await stripe.events.list({ delivery_success: false })).data
  expect(lost.map(({ type }) => type)).toEqual(['charge.succeeded', 'payment_intent.created'])
  expect((await control(sandbox, `/events/${lost[0]!.id}/resend`)).status).toBe(200)
  await receiver.waitFor(2)
  expect(receiver.types()[1]).toBe('charge.succeeded')

  const [delivered] = (await stripe.events.list({ type: 'payment_intent.succeeded' })).data
  await control(sandbox, `/events/${delivered!.id}/resend`)
  await receiver.waitFor(3)
  expect(receiver.types()[2]).toBe('payment_intent.succeeded')
  expect((await control(sandbox, '/events/evt_none/resend')).status).toBe(404)
})

test('switches survive a restart, and what is lost stays lost', async () => {
  const dataFile = temporaryDataFile()
  const receiver = await startReceiver()
  const first = await startTestSandbox({ dataFile, webhookUrl: receiver.url })
  await control(first, '/webhooks', { lose: 'all' })
  await first.stripe.customers.create({})
  await control(first, '/webhooks', { lose: 0, paused: true })
  await first.stripe.customers.create({ name: 'Grace' })
  await first.close()
  const second = await startTestSandbox({ dataFile, webhookUrl: receiver.url })
  await quiet()
  expect(receiver.received).toEqual([])
  const state = (await (await fetch(`${second.url}/_sandbox`)).json()) as { webhooks: unknown }
  expect(state.webhooks).toEqual({
    delay_ms: 0,
    copies: 1,
    lose: 0,
    reorder: false,
    paused: true,
    waiting: 1,
    lost: 1,
  })
  await control(second, '/reset')
  await receiver.waitFor(1)
  await quiet()
  expect(JSON.parse(receiver.received[0]!.payload).data.object.name).toBe('Grace')
  expect(receiver.received).toHaveLength(1)
})

test.each([
  [{ delay_ms: -1 }, 'delay_ms', 'parameter_invalid_integer'],
  [{ copies: 21 }, 'copies', 'parameter_invalid_integer'],
  [{ lose: 'some' }, 'lose', 'parameter_invalid_integer'],
  [{ paused: 'maybe' }, 'paused', undefined],
  [{ speed: 1 }, 'speed', 'parameter_unknown'],
])('%o is refused', async (switches, param, code) => {
  const { turn } = await start()
  const { status, body } = await turn(switches)
  expect(status).toBe(400)
  expect(body.error).toMatchObject({ type: 'invalid_request_error', param })
  expect((body.error as { code?: string }).code).toBe(code)
})

test('only the secret key and the own page may turn switches', async () => {
  const { sandbox } = await start()
  const post = (headers: Record<string, string>) =>
    fetch(`${sandbox.url}/_sandbox/webhooks`, {
      method: 'POST',
      headers,
      body: new URLSearchParams({ paused: 'true' }),
    })
  expect((await post({})).status).toBe(401)
  expect((await post({ origin: 'http://evil.example' })).status).toBe(401)
  expect((await post({ origin: 'null' })).status).toBe(401)
  expect((await post({ authorization: 'Bearer pk_test_hourglass' })).status).toBe(401)
  expect((await post({ origin: sandbox.url })).status).toBe(200)
})
