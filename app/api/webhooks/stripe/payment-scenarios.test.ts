import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { env } from '@/lib/env'
import { collectStripeEvents } from '@/lib/payments/inbox/collect-stripe-events'
import { sweepStripeEvents } from '@/lib/payments/inbox/process-stripe-events'
import { signed, signedText, succeededEvent } from '@/lib/payments/inbox/signed-event.fixture'
import { reconcilePayments } from '@/lib/payments/reconcile-payments'
import { stripeClient } from '@/lib/payments/stripe/stripe-client'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type ApiWorld, type Integrator, startApiWorld } from './integrator.fixture'

let world: ApiWorld

beforeAll(async () => {
  vi.stubEnv('STRIPE_WEBHOOK_SECRET', 'whsec_for_tests_only,whsec_the_old_one')
  world = await startApiWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  await control(world.sandbox, '/reset')
  await idle()
  await world.expectSound()
})

const webhooks = (switches: Record<string, unknown>) => control(world.sandbox, '/webhooks', switches)
const row = async (id: string) => (await world.database.owner`select * from payments where id = ${id}`)[0]
const credits = (id: string) => world.creditsOf({ id, userId: '' })

/** Nothing that came is still being worked off. */
async function idle(): Promise<void> {
  await vi.waitFor(
    async () => {
      const [open] = await world.database.owner`
        select count(*)::int as count from stripe_events where processed_at is null and attempts = 0`
      expect(open?.count).toBe(0)
    },
    { timeout: 10_000 },
  )
}

async function begin(): Promise<{ by: Integrator; id: string }> {
  const by = await world.plantIntegrator()
  return { by, id: (await by.create()).json.id }
}

/** Read without asking Stripe: what a webhook or job has done. */
const credited = (by: Integrator) =>
  vi.waitFor(async () => expect(await by.balance()).toBe('1342.00'), { timeout: 10_000 })

describe('the webhook', () => {
  test('credits before the payer is back, who finds it paid', async () => {
    const { by, id } = await begin()
    await world.payById(id)
    await credited(by)
    expect((await by.read(id)).json).toMatchObject({ status: 'succeeded', paid: true, value: '1342.00' })
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  test('comes 20 times from Stripe and 50 times at once from elsewhere: one credit', async () => {
    await webhooks({ copies: 20 })
    const { by, id } = await begin()
    const intent = await world.payById(id)
    const twin = signed(succeededEvent(intent))
    const replies = await Promise.all(Array.from({ length: 50 }, () => world.deliver(twin)))
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]))
    await credited(by)
    await idle()
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  test('comes late: the payer who returned was credited already, and it changes nothing', async () => {
    await webhooks({ paused: true })
    const { by, id } = await begin()
    await world.payById(id)
    expect((await by.read(id)).json.status).toBe('succeeded')
    await control(world.sandbox, '/webhooks/release', { order: 'written' })
    await idle()
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  test.each(['reversed', 'shuffled'])(
    'comes %s: a failure after the success changes nothing',
    async (order) => {
      await webhooks({ paused: true })
      const { by, id } = await begin()
      await expect(world.payById(id, 'pm_card_visa_chargeDeclined')).rejects.toThrow()
      await world.payById(id)
      await control(world.sandbox, '/webhooks/release', { order })
      await credited(by)
      await idle()
      expect(await row(id)).toMatchObject({ status: 'succeeded', failure_code: null })
    },
  )

  test('never comes: the list of events credits, without anybody asking', async () => {
    await webhooks({ lose: 'all' })
    const { by, id } = await begin()
    await world.payById(id)
    await collectStripeEvents(world.database.db)
    await sweepStripeEvents(world.database.db)
    expect(await by.balance()).toBe('1342.00')
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  test('never comes: the question about pending payments credits as well', async () => {
    await webhooks({ lose: 'all' })
    const { by, id } = await begin()
    await world.payById(id)
    await world.database.owner`update payments set next_check_at = now() where id = ${id}`
    await reconcilePayments(world.database.db)
    expect(await by.balance()).toBe('1342.00')
  })

  test('all ways at the same moment lead to one credit', async () => {
    await webhooks({ copies: 5 })
    const { by, id } = await begin()
    const intent = await world.payById(id)
    await world.database.owner`update payments set next_check_at = now() where id = ${id}`
    const { db } = world.database
    await Promise.all([
      ...Array.from({ length: 10 }, () => by.read(id)),
      ...Array.from({ length: 10 }, () => world.deliver(signed(succeededEvent(intent)))),
      ...Array.from({ length: 3 }, () => collectStripeEvents(db).then(() => sweepStripeEvents(db))),
      ...Array.from({ length: 3 }, () => reconcilePayments(db)),
    ])
    await credited(by)
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  test('comes while Stripe cannot be asked: kept, answered 200, and worked off once it can', async () => {
    await webhooks({ lose: 'all' })
    const { by, id } = await begin()
    const intent = await world.payById(id)
    const event = succeededEvent(intent)
    await world.breakStripe({ kind: 'error', status: 503 })
    expect((await world.deliver(signed(event))).status).toBe(200)
    await vi.waitFor(async () => {
      const [kept] = await world.database.owner`select * from stripe_events where id = ${event.id}`
      expect(kept).toMatchObject({ processed_at: null, attempts: 1 })
    }, 10_000)
    // Nothing can be asked, and what is known is the answer.
    expect((await by.read(id)).json).toMatchObject({ status: 'pending' })
    expect(await by.balance()).toBe('0.00')
    await world.mendStripe()
    await world.database.owner`update stripe_events set next_attempt_at = now() where id = ${event.id}`
    await sweepStripeEvents(world.database.db)
    expect(await by.balance()).toBe('1342.00')
  })
})

describe('a call that is not to be believed', () => {
  test('is refused and leaves nothing: forged, too old, from the future, changed, unsigned', async () => {
    await webhooks({ lose: 'all' })
    const { by, id } = await begin()
    const intent = await world.payById(id)
    const event = succeededEvent(intent)
    const now = Math.floor(Date.now() / 1000)
    const good = signed(event)
    const forged = [
      signed(event, { secret: 'whsec_wrong' }),
      signed(event, { secret: env().STRIPE_WEBHOOK_SECRET }),
      signed(event, { timestamp: now - 301 }),
      signed(event, { timestamp: now + 600 }),
      { ...good, rawBody: good.rawBody.replace('succeeded', 'succeedee') },
      { ...good, rawBody: ` ${good.rawBody}` },
      { ...good, signature: good.signature.replace('t=', 't=1,t=') },
      { ...good, signature: good.signature.replace(/v1=/, 'v0=') },
      { ...good, signature: null },
      { ...good, signature: '' },
    ]
    for (const call of forged) {
      expect(await world.deliver(call)).toMatchObject({ status: 400, json: { code: 'invalid_request' } })
    }
    const kept = await world.database.owner`select id from stripe_events where id = ${event.id}`
    expect(kept).toHaveLength(0)
    expect(await by.balance()).toBe('0.00')
  })

  test('is believed with the old secret as with the new while they change', async () => {
    await webhooks({ lose: 'all' })
    for (const secret of ['whsec_for_tests_only', 'whsec_the_old_one']) {
      const { by, id } = await begin()
      expect((await world.deliver(signed(succeededEvent(await world.payById(id)), { secret }))).status).toBe(
        200,
      )
      await credited(by)
    }
  })

  test('says an intent is paid that is not: nothing is credited', async () => {
    const { by, id } = await begin()
    const intentId = String((await row(id))?.stripe_payment_intent_id)
    expect((await world.deliver(signed(succeededEvent({ id: intentId })))).status).toBe(200)
    await idle()
    expect(await by.balance()).toBe('0.00')
  })

  test('is replayed later within its time: it is known', async () => {
    const { by, id } = await begin()
    const call = signed(succeededEvent(await world.payById(id)))
    await world.deliver(call)
    await credited(by)
    expect((await world.deliver(call)).status).toBe(200)
    await idle()
    expect(await credits(id)).toEqual({ count: 1, sum: '134200' })
  })

  const object = { id: 'pi_1' }
  test.each([
    ['an unknown type', { type: 'invoice.paid', data: { object } }],
    ['a payment of others', { type: 'payment_intent.succeeded', data: { object: { id: 'pi_3Others' } } }],
    ['the live mode', { type: 'payment_intent.succeeded', livemode: true, data: { object } }],
    ['no data', { type: 'payment_intent.succeeded' }],
    ['data of null', { type: 'payment_intent.succeeded', data: null }],
    ['an object that is a text', { type: 'payment_intent.succeeded', data: { object: 'pi_1' } }],
    ['an id that is a number', { type: 'payment_intent.succeeded', data: { object: { id: 7 } } }],
    [
      'an id that is a path',
      { type: 'payment_intent.succeeded', data: { object: { id: '../refunds/re_1' } } },
    ],
    ['an id of another kind', { type: 'payment_intent.succeeded', data: { object: { id: 'ch_1' } } }],
    ['a NUL in a text', { type: 'payment_intent.succeeded', data: { object: { id: 'pi_\0' } } }],
    ['a thin event', { object: 'v2.core.event', type: 'v1.billing.meter.no_meter_found' }],
  ])('%s changes nothing and is answered 200', async (_what, event) => {
    const before = await world.database.owner`select * from payments order by id`
    const id = `evt_${crypto.randomUUID()}`
    expect((await world.deliver(signed({ id, ...event }))).status).toBe(200)
    await idle()
    const [kept] = await world.database.owner`select processed_at, error from stripe_events where id = ${id}`
    expect(kept).toEqual({ processed_at: expect.any(Date), error: null })
    expect(await world.database.owner`select * from payments order by id`).toEqual(before)
  })

  test.each(['null', '[]', '{', '7', '{"id":7,"type":"x"}', '{"id":"evt_1"}'])(
    'signed, but no event: %j is refused',
    async (rawBody) => {
      const { json } = await world.deliver(signedText(rawBody))
      expect(json).toMatchObject({ status: 400, code: 'invalid_request' })
      expect(json.field).toBeUndefined()
    },
  )
})

test('what Stripe took differs from the row: set aside, whoever asks, and nothing credited', async () => {
  const { by, id } = await begin()
  await world.database.owner`update payments set amount = 100 where id = ${id}`
  const intent = await world.payById(id)
  await world.deliver(signed(succeededEvent(intent)))
  await idle()
  expect((await by.read(id)).json).toMatchObject({ status: 'pending', paid: false })
  expect(await row(id)).toMatchObject({ quarantine_reason: 'Stripe took 134200 rub, asked were 100 RUB' })
  expect(await by.balance()).toBe('0.00')
  expect((await by.cancel(id)).json).toMatchObject({ status: 409, code: 'payment_not_cancelable' })
})

test('money taken by a second intent of a payment is nobody’s to guess about: the event stays open, and says so', async () => {
  const { id } = await begin()
  const second = await stripeClient().paymentIntents.create({
    amount: 134_200,
    currency: 'rub',
    automatic_payment_methods: { enabled: true },
    metadata: { payment_id: id },
  })
  await world.pay({ stripePaymentIntentId: second.id })
  await vi.waitFor(async () => {
    const failed = await world.database.owner`
      select error from stripe_events where attempts > 0 and payload #>> '{data,object,id}' = ${second.id}`
    expect(failed[0]?.error).toContain('which has another payment intent')
  }, 10_000)
  expect(await credits(id)).toEqual({ count: 0, sum: '0' })
})
