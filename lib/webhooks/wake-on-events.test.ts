import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { serveFrom } from '@/lib/testing/api-client'
import { plantUser } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { env } from '../env'
import { plantEndpoint, plantEvent } from './plant-endpoint.fixture'
import { type Receiver, startReceiver } from './receiver.fixture'
import { onePassAtATime, wakeOnEvents } from './wake-on-events'

let database: TestDatabase
let receiver: Receiver

beforeAll(async () => {
  database = await createTestDatabase()
  receiver = await startReceiver()
  vi.stubEnv('DATABASE_URL', database.url)
  expect(env().DATABASE_URL).toBe(database.url)
  serveFrom(database.db)
})
afterAll(async () => {
  await receiver.close()
  await database.close()
})

test('what is written is sent as soon as it is committed, and not before', async () => {
  const { db } = database
  const userId = await plantUser(db)
  await plantEndpoint(db, { userId, url: receiver.url })
  const stop = await wakeOnEvents()
  const id = await db.transaction(async (tx) => {
    const event = await plantEvent(tx, { userId })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(receiver.received).toEqual([])
    return event
  })
  await expect.poll(() => receiver.received.map((one) => one.id), { timeout: 3000 }).toEqual([id])
  await stop()
})

test('calls that come while a pass runs are one more pass', async () => {
  let passes = 0
  let end = () => {}
  const wake = onePassAtATime(() => {
    passes += 1
    return new Promise<void>((resolve) => {
      end = resolve
    })
  })
  for (let call = 0; call < 5; call += 1) wake()
  expect(passes).toBe(1)
  end()
  await expect.poll(() => passes).toBe(2)
  end()
  await new Promise((resolve) => setTimeout(resolve, 20))
  wake()
  expect(passes).toBe(3)
})

test('a pass that fails is no reason not to begin another', async () => {
  let passes = 0
  const wake = onePassAtATime(() => {
    passes += 1
    return Promise.reject(new Error('no database'))
  })
  wake()
  await new Promise((resolve) => setTimeout(resolve, 5))
  wake()
  expect(passes).toBe(2)
})
