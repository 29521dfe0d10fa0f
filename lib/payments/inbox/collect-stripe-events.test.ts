import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { control } from '@/sandbox/stripe/test-sandbox'
import { type PaymentWorld, startPaymentWorld } from '../payment-world.fixture'
import { stripeClient } from '../stripe/stripe-client'
import { collectStripeEvents } from './collect-stripe-events'
import { processStripeEvents } from './process-stripe-events'
import { receiveStripeEvent } from './receive-stripe-event'
import { signed } from './signed-event.fixture'

let world: PaymentWorld

beforeAll(async () => {
  world = await startPaymentWorld()
})
afterAll(() => world.close())
afterEach(() => world.expectSound())

const cursor = async () =>
  (await world.database.owner<{ listed_until: Date }[]>`select listed_until from stripe_event_cursor`)[0]
    ?.listed_until
const inbox = () => world.database.owner<{ id: string; type: string }[]>`select id, type from stripe_events`
const listed = () => stripeClient().events.list({ limit: 100 })

test('a payment whose webhook never came is credited from the list, once', async () => {
  const payment = await world.plant()
  await world.pay(payment)
  const counts = await Promise.all([
    collectStripeEvents(world.database.db),
    collectStripeEvents(world.database.db),
  ])
  await Promise.all([processStripeEvents(world.database.db), processStripeEvents(world.database.db, 4)])
  expect(await world.creditsOf(payment)).toEqual({ count: 1, sum: '134200' })
  expect(counts[0] + counts[1]).toBe((await inbox()).length)
  expect(await collectStripeEvents(world.database.db)).toBe(0)
})

test('what came by webhook is known, what concerns others is left, and the cursor follows the newest', async () => {
  const payment = await world.plant()
  await world.pay(payment)
  const { data } = await listed()
  const webhook = data.find(({ type }) => type === 'payment_intent.succeeded')
  await receiveStripeEvent(world.database.db, signed(webhook))
  await stripeClient().customers.create({ name: 'somebody else' })
  await collectStripeEvents(world.database.db)
  const kept = await inbox()
  expect(new Set(kept.map(({ id }) => id)).size).toBe(kept.length)
  expect(kept.filter(({ type }) => type.startsWith('customer'))).toEqual([])
  expect(await cursor()).toEqual(new Date(((await listed()).data[0]?.created ?? 0) * 1000))
})

test('money given back or disputed in the dashboard reaches the inbox too', async () => {
  const payment = await world.plant()
  await world.pay(payment)
  await control(world.sandbox, '/refunds', { payment_intent: payment.stripePaymentIntentId })
  await collectStripeEvents(world.database.db)
  expect((await inbox()).map(({ type }) => type)).toEqual(
    expect.arrayContaining(['charge.refunded', 'refund.created']),
  )
})

test('more than a page is read to its end', async () => {
  const before = (await inbox()).length
  for (let batch = 0; batch < 12; batch += 1) {
    await Promise.all(
      Array.from({ length: 10 }, () =>
        stripeClient().paymentIntents.create({ amount: 5000, currency: 'rub' }),
      ),
    )
  }
  expect(await collectStripeEvents(world.database.db)).toBeGreaterThanOrEqual(120)
  expect((await inbox()).length).toBeGreaterThanOrEqual(before + 120)
})

test('what was cut off is read again: the cursor moves only at the end', async () => {
  const before = await cursor()
  const payment = await world.plant()
  await world.pay(payment)
  await world.breakStripe({ kind: 'error', status: 503, path: '/v1/events' })
  await expect(collectStripeEvents(world.database.db)).rejects.toThrow()
  expect(await cursor()).toEqual(before)
  await world.mendStripe()
  await collectStripeEvents(world.database.db)
  await processStripeEvents(world.database.db)
  expect(await world.balanceOf(payment)).toBe(134_200n)
})

test('it looks back from where it was, a little before, and three days the first time', async () => {
  const list = vi.spyOn(stripeClient().events, 'list')
  const until = Math.floor(((await cursor())?.getTime() ?? 0) / 1000)
  await collectStripeEvents(world.database.db)
  expect(list.mock.lastCall?.[0]).toMatchObject({ created: { gte: until - 600 } })
  await world.database.owner`delete from stripe_event_cursor`
  await collectStripeEvents(world.database.db)
  const created = list.mock.lastCall?.[0]?.created as { gte: number } | undefined
  expect(Math.abs(Date.now() / 1000 - 3 * 86_400 - (created?.gte ?? 0))).toBeLessThan(60)
})

test('there is one cursor', async () => {
  await expect(
    world.database.owner`insert into stripe_event_cursor ("only", listed_until) values (false, now())`,
  ).rejects.toThrow('stripe_event_cursor_only')
})
