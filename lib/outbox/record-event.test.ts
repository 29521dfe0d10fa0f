import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outbox } from '@/db/schema'
import { suspendDepleted } from '@/lib/billing/running-dry/suspend-depleted'
import { warnLowBalances } from '@/lib/billing/running-dry/warn-low-balances'
import { after, plantUser, START, topUp } from '@/lib/testing/fixtures'
import { freezeClock } from '@/lib/testing/freeze-clock'
import { plantRunning } from '@/lib/testing/plant-running'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { HOUR_MS } from '../time'
import { EVENT_TYPES, type EventType } from './event'
import { EVENT_DATA } from './event-data'
import { recordEvent, recordEvents } from './record-event'

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const rows = () => database.db.select().from(outbox).orderBy(asc(outbox.id))

test('a fact is told once, in the transaction that made it so', async () => {
  const { db } = database
  const userId = await plantUser(db)
  const event = {
    type: 'subscription.resumed' as const,
    key: 'subscription.resumed:1',
    userId,
    walletId: 7n,
    at: START,
    data: { subscription: 'Подписка “1”' },
  }
  const undone = db.transaction(async (tx) => {
    await recordEvent(tx, event)
    throw new Error('the fact did not come to be')
  })
  await expect(undone).rejects.toThrow()
  expect(await rows()).toEqual([])
  await recordEvents(db, [])
  await recordEvents(db, [event, { ...event, key: 'subscription.resumed:2', walletId: null }])
  await recordEvent(db, { ...event, at: after(1) })
  expect(await rows()).toMatchObject([
    {
      key: event.key,
      type: event.type,
      userId,
      walletId: 7n,
      at: START,
      data: event.data,
      fannedOutAt: null,
    },
    { key: 'subscription.resumed:2', walletId: null },
  ])
})

test('what the billing tells is as it is described', async () => {
  const { db } = database
  const { walletId } = await plantRunning(db, { balanceMinor: 500n })
  await freezeClock(db, after(HOUR_MS))
  await warnLowBalances(db)
  await freezeClock(db, after(9 * HOUR_MS))
  await suspendDepleted(db)
  await topUp(db, walletId, 1000n, after(9 * HOUR_MS))
  const told = (await rows()).filter((row) => row.walletId === walletId)
  expect(told.map(({ type }) => type)).toEqual([
    'balance.low',
    'subscription.suspended',
    'subscription.resumed',
  ])
  for (const { type, data } of told) {
    expect(EVENT_DATA[type as EventType].parse(data)).toEqual(data)
  }
})

test('every type is described in words', () => {
  expect(Object.keys(EVENT_DATA).sort()).toEqual([...EVENT_TYPES].sort())
  for (const type of EVENT_TYPES) expect(EVENT_DATA[type].description).toMatch(/^\S.+\.$/)
})
