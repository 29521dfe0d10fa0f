import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stripeEvents } from '@/db/schema'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { receiveStripeEvent } from './receive-stripe-event'
import { signed, succeededEvent } from './signed-event.fixture'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

describe('the inbox', () => {
  const event = succeededEvent({ id: 'pi_never' }, 'evt_signature')

  test.each([
    ['no signature', { rawBody: JSON.stringify(event), signature: null }],
    ['a signature of nonsense', { rawBody: JSON.stringify(event), signature: 't=1,v1=zz' }],
    ['another secret', () => signed(event, { secret: 'whsec_wrong' })],
    [
      'a body changed after signing',
      () => ({ ...signed(event), rawBody: JSON.stringify({ ...event, type: 'x' }) }),
    ],
    [
      'a timestamp from ten minutes ago',
      () => signed(event, { timestamp: Math.floor(Date.now() / 1000) - 600 }),
    ],
    [
      'a timestamp ten minutes ahead',
      () => signed(event, { timestamp: Math.floor(Date.now() / 1000) + 600 }),
    ],
  ])('refuses %s', async (_what, call) => {
    await expect(
      receiveStripeEvent(database.db, typeof call === 'function' ? call() : call),
    ).rejects.toMatchObject({ code: 'invalid_request' })
    expect(await database.db.select().from(stripeEvents).where(eq(stripeEvents.id, event.id))).toEqual([])
  })

  test('keeps an event that comes 50 times once', async () => {
    const twin = succeededEvent({ id: 'pi_never' }, 'evt_twin')
    await Promise.all(Array.from({ length: 50 }, () => receiveStripeEvent(database.db, signed(twin))))
    expect(await database.db.select().from(stripeEvents).where(eq(stripeEvents.id, 'evt_twin'))).toHaveLength(
      1,
    )
  })
})
