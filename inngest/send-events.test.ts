import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Inngest } from 'inngest'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { outbox } from '@/db/schema'
import { plantUser, START } from '@/lib/testing/fixtures'
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database'
import { takesEvents } from './jobs-access'
import { sendEvents } from './send-events'

let database: TestDatabase
let server: Server
let posted: { path: string | undefined; body: Record<string, unknown>[] }[]

/** Where Inngest would listen: what the SDK itself sends is looked at. */
beforeAll(async () => {
  database = await createTestDatabase()
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      if (request.method === 'POST') posted.push({ path: request.url, body: JSON.parse(body) })
      response.setHeader('Content-Type', 'application/json')
      response.end(JSON.stringify({ ids: ['x'], status: 200 }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await database.close()
})
beforeEach(() => {
  posted = []
})

async function plantEvent(key: string) {
  const userId = await plantUser(database.db)
  const data = { hours: 24, currency: 'RUB', available: '24.00' }
  const [event] = await database.db
    .insert(outbox)
    .values({ key, type: 'balance.low', userId, walletId: 7n, at: START, data })
    .returning()
  return { event, userId }
}

test('without an Inngest nothing is sent, and nothing marked', async () => {
  await plantEvent('feed')
  expect(await sendEvents(database.db)).toBe(0)
  expect((await database.db.select().from(outbox)).map(({ sentAt }) => sentAt)).toEqual([null])
})

test('with one, each event goes to it once, under an id that it forgets a second one of', async () => {
  const { event, userId } = await plantEvent('sent')
  vi.stubEnv('INNGEST_DEV', '1')
  const { port } = server.address() as AddressInfo
  const client = new Inngest({ id: 'test', isDev: true, baseUrl: `http://127.0.0.1:${port}` })
  expect(await sendEvents(database.db, client)).toBe(2)
  expect(await sendEvents(database.db, client)).toBe(0)
  expect(posted).toHaveLength(1)
  expect(posted[0]?.body.at(-1)).toMatchObject({
    id: `hourglass-event-${event?.id}`,
    name: 'hourglass/balance.low',
    data: {
      event: `${event?.id}`,
      user: userId,
      wallet: '7',
      datetime: START.toISOString(),
      hours: 24,
      available: '24.00',
    },
  })
})

test('events are taken by the development server of a sandbox, and by whoever gave us an event key', () => {
  expect(takesEvents({ HOURGLASS_SANDBOX: '1', INNGEST_DEV: '1' })).toBe(true)
  expect(takesEvents({ INNGEST_DEV: '1' })).toBe(false)
  expect(takesEvents({ INNGEST_SIGNING_KEY: 'signkey' })).toBe(false)
  expect(takesEvents({ INNGEST_SIGNING_KEY: 'signkey', INNGEST_EVENT_KEY: 'key' })).toBe(true)
  expect(takesEvents({ INNGEST_EVENT_KEY: ' ' })).toBe(false)
})
