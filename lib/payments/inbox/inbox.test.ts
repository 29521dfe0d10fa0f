import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { plantUser } from '@/lib/testing/fixtures'
import { type PaymentWorld, startPaymentWorld } from '../payment-world.fixture'
import { stripeClient } from '../stripe/stripe-client'
import { keepStripeEvents, readEvent } from './keep-stripe-events'
import { listStripeEvents } from './list-stripe-events'
import { processStripeEvents } from './process-stripe-events'
import { retryStripeEvent } from './retry-stripe-event'
import { succeededEvent } from './signed-event.fixture'

let world: PaymentWorld
let adminId: string

beforeAll(async () => {
  world = await startPaymentWorld()
  adminId = await plantUser(world.database.db)
})
afterAll(() => world.close())

async function keep(...events: unknown[]): Promise<void> {
  await keepStripeEvents(
    world.database.db,
    events.flatMap((event) => readEvent(event) ?? []),
  )
}
const list = (filter: 'failed' | 'open' | 'all', cursor?: string, limit = 100) =>
  listStripeEvents(world.database.db, { filter, limit, cursor })

test('an event that failed shows why, and is tried again when an admin says so', async () => {
  const payment = await world.plant()
  const event = succeededEvent(await world.pay(payment))
  await keep(event)
  const away = vi
    .spyOn(stripeClient().paymentIntents, 'retrieve')
    .mockRejectedValue(new Error('Stripe is away'))
  await processStripeEvents(world.database.db)
  const failed = { id: event.id, attempts: 1, error: 'Stripe is away', processedAt: null }
  expect((await list('failed')).rows).toMatchObject([{ ...failed, objectId: payment.stripePaymentIntentId }])
  expect(await retryStripeEvent(world.database.db, { adminId, eventId: event.id })).toBe(false)
  expect((await list('failed')).rows).toMatchObject([{ attempts: 2 }])
  away.mockRestore()
  expect(await retryStripeEvent(world.database.db, { adminId, eventId: event.id })).toBe(true)
  expect(await world.balanceOf(payment)).toBe(134_200n)
  expect((await list('failed')).rows).toEqual([])
  const audit = await world.database
    .owner`select actor, action from audit_log where subject = ${`stripe_event:${event.id}`}`
  expect(audit).toMatchObject([
    { actor: `admin:${adminId}`, action: 'stripe_event.retried' },
    { action: 'stripe_event.retried' },
  ])
})

test.each(['evt_none', "' or true --"])(
  'there is nothing to try again of %s, nor of one that is done',
  async (id) => {
    await expect(retryStripeEvent(world.database.db, { adminId, eventId: id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const done = { id: `evt_${crypto.randomUUID()}`, type: 'invoice.paid' }
    await keep(done)
    await processStripeEvents(world.database.db)
    await expect(retryStripeEvent(world.database.db, { adminId, eventId: done.id })).rejects.toMatchObject({
      code: 'not_found',
    })
  },
)

test('the list pages through all of it, also where many came in one millisecond', async () => {
  await keep(...Array.from({ length: 7 }, (_, index) => ({ id: `evt_page_${index}`, type: 'invoice.paid' })))
  await world.database
    .owner`update stripe_events set received_at = '2026-03-01 00:00:00.123Z' where id like 'evt_page_%'`
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await list('all', cursor, 2)
    seen.push(...page.rows.map(({ id }) => id))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(seen).toEqual((await list('all')).rows.map(({ id }) => id))
  expect(seen.filter((id) => id.startsWith('evt_page_'))).toHaveLength(7)
  await processStripeEvents(world.database.db)
})

test.each(['', 'x', '1', '_', '99999999999999999_evt', '1_\0', '-1_evt'])(
  'the cursor of %j is refused',
  async (place) => {
    const cursor = Buffer.from(place).toString('base64url')
    await expect(list('all', cursor)).rejects.toMatchObject({ code: 'invalid_request', field: 'cursor' })
  },
)

test('texts that the database cannot hold are kept as far as they can be', async () => {
  let deep: unknown = 'bottom'
  for (let depth = 0; depth < 5000; depth += 1) deep = [deep]
  const id = `evt_${crypto.randomUUID()}`
  await keep({
    id,
    type: 'charge.updated',
    data: { object: { id: 'ch_1\0', name: '\ud800x', 'a\0': 1, deep } },
  })
  const [row] = await world.database.owner`select payload from stripe_events where id = ${id}`
  expect(row?.payload.data.object).toMatchObject({ id: 'ch_1\ufffd', name: '\ufffdx', 'a\ufffd': 1 })
  await processStripeEvents(world.database.db)
})

test.each([
  null,
  7,
  'x',
  [],
  {},
  { id: 'evt_1' },
  { id: 7, type: 'x' },
  { id: '', type: 'x' },
  { id: 'e'.repeat(256), type: 'x' },
])('%j is no event', (sent) => {
  expect(readEvent(sent)).toBeUndefined()
})
